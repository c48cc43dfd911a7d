import { z } from "zod";
import { MOST_CHARACTERS, normaliseTag } from "../../domain/responses/taggingRules.js";
import type { TagRule } from "../../records/tagRule.js";
import type { TagRuleChange } from "../../store/tagRules.js";
import { some, word } from "./caseRuleForm.js";
import { ticked } from "./caseRulePageForm.js";
import { key, line, paragraph } from "./fields.js";
import { linesOf, readLongFields } from "./longFields.js";
import { readTyped, type TypedFields } from "./pageFields.js";
import { CATEGORIES } from "./queryForms.js";

/** A tag as it is stored. */
export const tag = line(200)
  .transform(normaliseTag)
  .refine((text) => text.length <= MOST_CHARACTERS, `must have ${MOST_CHARACTERS} characters at most`);

/** What a page gave to its form, so that pressed twice it does it once. */
export const onceId = z.string("is missing").regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, "is not one of ours");

export const tagForm = z.object({ tag });

export const noteForm = z.object({
  id: onceId,
  text: paragraph(5_000)
    .transform((text) => text.trim())
    .refine((text) => text !== "", "must not be empty"),
});

const ruleForm = z.strictObject({
  tag,
  words: z
    .array(word)
    .min(1, "must name a word at least")
    .max(100, "must have 100 lines at most")
    .transform((all) => [...new Set(all)]),
  touchpoints: some(key, 200),
  categories: some(z.enum(CATEGORIES), CATEGORIES.length),
  active: z.boolean(),
});

/** Everything that was typed; the words keep their lines. */
export function readTagRuleFields(body: unknown): TypedFields {
  return readLongFields(body, ["words"]);
}

/** A rule as typed. */
export function readTagRule(body: unknown): TagRuleChange {
  const fields = readTagRuleFields(body);
  const orAbsent = (list: string[]) => (list.length > 0 ? list : undefined);
  const input = {
    tag: fields["tag"] || undefined,
    words: linesOf(fields["words"]),
    touchpoints: orAbsent(ticked(fields, "touchpoint")),
    categories: orAbsent(ticked(fields, "category")),
    active: fields["active"] !== undefined,
  };
  return readTyped(ruleForm, input, [], (path) => path.split(".")[0]!);
}

/** A stored rule as it would have been typed. */
export function toTagRuleFields({ tag: name, words, touchpoints, categories, active }: TagRule): TypedFields {
  const fields: TypedFields = { tag: name, words: words.join("\n"), ...(active && { active: "on" }) };
  for (const one of touchpoints ?? []) fields[`touchpoint:${one}`] = "on";
  for (const one of categories ?? []) fields[`category:${one}`] = "on";
  return fields;
}
