import { NotFound } from "../../lib/errors.js";
import type { CaseRule } from "../../records/caseRule.js";
import * as caseRules from "../../store/caseRules.js";
import { DEFAULT_RULE, inOrder } from "./rules.js";

/** All rules in the order in which they are tried, on and off; that of the house while nobody has made any. */
export async function listCaseRules(): Promise<CaseRule[]> {
  const stored = await caseRules.list();
  return stored.length > 0 ? inOrder(stored) : [DEFAULT_RULE];
}

/** The rule, be it that of the house; throws NotFound. */
export async function getCaseRule(key: string): Promise<CaseRule> {
  const rule = (await listCaseRules()).find((one) => one.key === key);
  if (!rule) throw new NotFound(`No case rule has the key "${key}".`);
  return rule;
}
