import type { CaseRule } from "../../records/caseRule.js";
import * as caseRules from "../../store/caseRules.js";
import { DEFAULT_RULE } from "./rules.js";

/** Every answer needs them: a change made in another process counts after so long. */
const KNOWN_FOR_MS = 3_000;

let known: { rules: CaseRule[]; at: number } | null = null;

/** The rules that hold, up to three seconds old: the one of the house while nobody has made any. */
export async function rulesInForce(now: Date): Promise<CaseRule[]> {
  if (known && Math.abs(now.getTime() - known.at) < KNOWN_FOR_MS) return known.rules;
  const stored = await caseRules.list();
  const rules = stored.length > 0 ? stored : [DEFAULT_RULE];
  known = { rules, at: now.getTime() };
  return rules;
}

/** This process reads them anew: after a change of its own, and when a test has emptied the database. */
export function forgetCaseRules(): void {
  known = null;
}
