import type { CaseRule } from "../../records/caseRule.js";
import * as caseRules from "../../store/caseRules.js";
import { keepDefaultRule } from "./keepDefaultRule.js";
import { listCaseRules } from "./findCaseRule.js";
import { forgetCaseRules } from "./rulesInForce.js";

/** Puts a rule before or behind its neighbour; the first stays first and the last stays last. */
export async function orderCaseRule({ key }: CaseRule, to: "up" | "down", now: Date): Promise<void> {
  await keepDefaultRule(now);
  const keys = (await listCaseRules()).map((rule) => rule.key);
  const from = keys.indexOf(key);
  const place = Math.min(keys.length - 1, Math.max(0, from + (to === "up" ? -1 : 1)));
  keys.splice(place, 0, ...keys.splice(from, 1));
  await caseRules.setOrder(keys, now);
  forgetCaseRules();
}
