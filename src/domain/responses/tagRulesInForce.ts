import type { TagRule } from "../../records/tagRule.js";
import * as tagRules from "../../store/tagRules.js";

/** Every answer needs them: a change made in another process counts after so long. */
const KNOWN_FOR_MS = 3_000;

let known: { rules: TagRule[]; at: number } | null = null;

/** The tag rules that are on, up to three seconds old. */
export async function tagRulesInForce(now: Date): Promise<TagRule[]> {
  if (known && Math.abs(now.getTime() - known.at) < KNOWN_FOR_MS) return known.rules;
  const rules = (await tagRules.list()).filter(({ active }) => active);
  known = { rules, at: now.getTime() };
  return rules;
}

/** This process reads them anew: after a change of its own, and when a test has emptied the database. */
export function forgetTagRules(): void {
  known = null;
}
