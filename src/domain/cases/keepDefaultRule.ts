import * as caseRules from "../../store/caseRules.js";
import { DEFAULT_RULE } from "./rules.js";

/**
 * Stores the rule of the house before the first own rule is: it goes on to hold beside that one. Dying in between, or
 * two first rules at once, change nothing of what holds.
 */
export async function keepDefaultRule(now: Date): Promise<void> {
  if ((await caseRules.list()).length > 0) return;
  await caseRules.insert({ ...DEFAULT_RULE, createdAt: now, updatedAt: now });
}
