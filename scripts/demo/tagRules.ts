import { createTagRule } from "../../src/domain/responses/saveTagRule.js";
import type { TagRuleChange } from "../../src/store/tagRules.js";

/** What people at the company want to count in comments. The names are in the place of what a form would carry. */
const TAG_RULES: Record<string, TagRuleChange> = {
  "tag-punctuality": {
    tag: "punctuality",
    words: ["late", "on time", "waited", "longer than announced"],
    active: true,
  },
  "tag-billing": {
    tag: "billing",
    words: ["invoice*", "bill", "price*", "quoted"],
    active: true,
  },
  "tag-call-back": {
    tag: "call back",
    words: ["nobody called", "call me back", "called twice", "call twice"],
    categories: ["detractor", "dissatisfied", "hard"],
    active: true,
  },
  "tag-friendly": { tag: "friendly", words: ["kind", "friendly", "patient", "great crew"], active: true },
};

/** As the manager would have made them at the beginning. */
export async function configureTagRules(now: Date): Promise<void> {
  for (const [key, rule] of Object.entries(TAG_RULES)) await createTagRule(key, rule, now);
}
