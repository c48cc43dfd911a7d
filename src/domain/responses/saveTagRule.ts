import { InvalidInput, NotFound } from "../../lib/errors.js";
import type { TagRule } from "../../records/tagRule.js";
import * as tagRules from "../../store/tagRules.js";
import type { TagRuleChange } from "../../store/tagRules.js";
import * as touchpoints from "../../store/touchpoints.js";
import { forgetTagRules } from "./tagRulesInForce.js";

/** Creates a rule under the key that its form carried: a form sent twice makes one. */
export async function createTagRule(key: string, input: TagRuleChange, now: Date): Promise<void> {
  await requireTouchpoints(input);
  const rule: TagRule = { key, ...input, createdAt: now, updatedAt: now };
  await tagRules.insert(rule);
  forgetTagRules();
}

/** Replaces what a rule says. Tags that it has put on stay. */
export async function saveTagRule({ key }: TagRule, input: TagRuleChange, now: Date): Promise<void> {
  await requireTouchpoints(input);
  await tagRules.set(key, input, now);
  forgetTagRules();
}

/** Switches a rule on or off. Tags that it has put on stay. */
export async function switchTagRule({ key }: TagRule, active: boolean, now: Date): Promise<void> {
  await tagRules.setActive(key, active, now);
  forgetTagRules();
}

/** The rule; throws NotFound. */
export async function getTagRule(key: string): Promise<TagRule> {
  const rule = await tagRules.find(key);
  if (!rule) throw new NotFound("This tag rule does not exist.");
  return rule;
}

async function requireTouchpoints({ touchpoints: named = [] }: TagRuleChange): Promise<void> {
  const known = new Set((await touchpoints.list()).map(({ key }) => key));
  const unknown = named.find((key) => !known.has(key));
  if (unknown === undefined) return;
  const message = `there is no touchpoint "${unknown}"`;
  throw new InvalidInput("The rule names something that does not exist.", [{ path: "touchpoints", message }]);
}
