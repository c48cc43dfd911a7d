import type { SurveyResponse } from "../../records/response.js";
import type { TagRule } from "../../records/tagRule.js";
import { hasOneOf } from "../cases/rules.js";

export const MOST_TAGS = 20;
export const MOST_CHARACTERS = 40;

/** A tag as it is stored: lower case, single spaces. It may turn out empty or too long. */
export function normaliseTag(text: string): string {
  return text.normalize("NFC").trim().toLowerCase().replace(/\s+/g, " ");
}

export type Tagged = Pick<SurveyResponse, "tags" | "tagsTakenOff">;

/** With one tag more, put on by a person; as it was when it has the tag, null when it has as many as it may. */
export function withTag({ tags = [], tagsTakenOff = [] }: Tagged, tag: string): Required<Tagged> | null {
  if (tags.includes(tag)) return { tags, tagsTakenOff };
  if (tags.length >= MOST_TAGS) return null;
  return { tags: [...tags, tag], tagsTakenOff: tagsTakenOff.filter((one) => one !== tag) };
}

/** Without a tag, which no rule puts on again. */
export function withoutTag({ tags = [], tagsTakenOff = [] }: Tagged, tag: string): Required<Tagged> {
  const others = tagsTakenOff.filter((one) => one !== tag);
  return { tags: tags.filter((one) => one !== tag), tagsTakenOff: [...others, tag] };
}

/** Whether a rule is about an answer, be the rule on or off. */
export function isAbout(
  { words, touchpoints, categories }: Pick<TagRule, "words" | "touchpoints" | "categories">,
  { touchpoint, category, comment }: SurveyResponse,
): boolean {
  return (
    comment !== "" &&
    (!touchpoints || touchpoints.includes(touchpoint)) &&
    (!categories || categories.includes(category)) &&
    hasOneOf(comment, words)
  );
}

/** The tags that rules want to put on an answer and that it neither has nor was freed of by a person. */
export function missingTags(rules: readonly TagRule[], response: SurveyResponse): string[] {
  const { tags = [], tagsTakenOff = [] } = response;
  const wanted = new Set(
    rules.filter((rule) => rule.active && isAbout(rule, response)).map(({ tag }) => tag),
  );
  return [...wanted]
    .filter((tag) => !tags.includes(tag) && !tagsTakenOff.includes(tag))
    .slice(0, MOST_TAGS - tags.length);
}
