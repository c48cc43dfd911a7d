import type { CaseRule } from "../../records/caseRule.js";
import * as caseRules from "../../store/caseRules.js";
import { keepDefaultRule } from "./keepDefaultRule.js";
import { forgetCaseRules } from "./rulesInForce.js";

/** Switches a rule on or off. Cases that it opened stay. */
export async function switchCaseRule({ key }: CaseRule, active: boolean, now: Date): Promise<void> {
  await keepDefaultRule(now);
  await caseRules.setActive(key, active, now);
  forgetCaseRules();
}
