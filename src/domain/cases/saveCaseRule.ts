import { InvalidInput, type FieldError } from "../../lib/errors.js";
import type { CaseRule } from "../../records/caseRule.js";
import * as caseRules from "../../store/caseRules.js";
import * as teams from "../../store/teams.js";
import * as touchpoints from "../../store/touchpoints.js";
import { keepDefaultRule } from "./keepDefaultRule.js";
import { listCaseRules } from "./findCaseRule.js";
import { forgetCaseRules } from "./rulesInForce.js";

export type CaseRuleInput = Omit<CaseRule, "order" | "createdAt" | "updatedAt"> & {
  /** Absent: a new one comes first, since what is there already is mostly more general; another one stays. */
  order?: number;
};

/**
 * Creates or replaces a rule; true when it was created. With `mustBeNew` a taken key is a fault. It counts for answers
 * from now on; other processes follow within seconds.
 */
export async function saveCaseRule(
  input: CaseRuleInput,
  now: Date,
  { mustBeNew = false } = {},
): Promise<boolean> {
  await requireNamed(input);
  await keepDefaultRule(now);
  const rules = await listCaseRules();
  const known = rules.find(({ key }) => key === input.key);
  const rule = { ...input, order: input.order ?? known?.order ?? rules[0]!.order - 1 };
  try {
    if (!mustBeNew) return await caseRules.set(rule, now);
    if (await caseRules.insert({ ...rule, createdAt: now, updatedAt: now })) return true;
  } finally {
    forgetCaseRules();
  }
  const taken = { path: "key", message: `"${input.key}" is taken by another rule` };
  throw new InvalidInput("This key cannot be used.", [taken]);
}

async function requireNamed({ team, when }: CaseRuleInput): Promise<void> {
  const [ours, places] = await Promise.all([teams.list(), touchpoints.list()]);
  const faults: FieldError[] = [];
  if (team !== null && !ours.some(({ key }) => key === team))
    faults.push({ path: "team", message: `there is no team "${team}"` });
  when.touchpoints?.forEach((touchpoint, place) => {
    if (places.some(({ key }) => key === touchpoint)) return;
    faults.push({ path: `when.touchpoints.${place}`, message: `there is no touchpoint "${touchpoint}"` });
  });
  if (faults.length > 0) throw new InvalidInput("The rule names something that does not exist.", faults);
}
