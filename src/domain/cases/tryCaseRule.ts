import { addDays, dayOf } from "../../lib/timeZone.js";
import type { CaseRule } from "../../records/caseRule.js";
import type { SurveyResponse } from "../../records/response.js";
import * as responses from "../../store/responses.js";
import type { Context } from "../context.js";
import { listCaseRules } from "./findCaseRule.js";
import { inOrder, isMatch, ruleFor } from "./rules.js";

const DAYS = 30;
const MOST_RESPONSES = 2_000;
const SHOWN = 5;

/** What a rule would have made of the answers of the last days. */
export interface RuleTrial {
  /** How many were looked at: the newest 2,000 at most. */
  answers: number;
  isCut: boolean;
  matching: number;
  /** Of these, how many an earlier rule takes. */
  takenBefore: number;
  newest: SurveyResponse[];
}

/** Judges the answers of the last 30 days by a rule at its place among the stored ones. Writes nothing. */
export async function tryCaseRule(
  { reportingZone }: Context,
  rule: Omit<CaseRule, "createdAt" | "updatedAt">,
  now: Date,
): Promise<RuleTrial> {
  const from = addDays(dayOf(now, reportingZone), -DAYS);
  const { items, next } = await responses.list({ from, limit: MOST_RESPONSES });
  const matching = items.filter((response) => isMatch(rule.when, response));
  const tried = { ...rule, createdAt: now, updatedAt: now };
  const all = inOrder([...(await listCaseRules()).filter(({ key }) => key !== rule.key), tried]);
  const before = all.slice(0, all.indexOf(tried));
  return {
    answers: items.length,
    isCut: next !== null,
    matching: matching.length,
    takenBefore: matching.filter((response) => ruleFor(before, response)).length,
    newest: matching.slice(0, SHOWN),
  };
}
