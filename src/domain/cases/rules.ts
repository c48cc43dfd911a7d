import { PRIORITIES, type CaseRule, type CaseWhen, type Priority } from "../../records/caseRule.js";
import type { SurveyResponse } from "../../records/response.js";
import { unmetOf } from "../triggers/conditionRules.js";

const ALWAYS = new Date(0);

/** What holds until somebody makes a rule: whoever is in the lowest category hears from us within a working day. */
export const DEFAULT_RULE: CaseRule = {
  key: "detractors",
  name: "Detractors",
  order: 0,
  when: { categories: ["detractor", "dissatisfied", "hard"], where: [] },
  priority: "normal",
  team: null,
  contactMinutes: 8 * 60,
  resolveMinutes: 5 * 8 * 60,
  assignment: "queue",
  active: true,
  createdAt: ALWAYS,
  updatedAt: ALWAYS,
};

/** Where the text of a rule's condition may begin. */
export const CASE_FIELD_ROOTS = ["properties", "segment", "agent", "team"] as const;

/** The rule that opens a case for an answer; null when none does. */
export function ruleFor(rules: readonly CaseRule[], response: SurveyResponse): CaseRule | null {
  return inOrder(rules).find((rule) => rule.active && isMatch(rule.when, response)) ?? null;
}

/** The order in which rules are tried. */
export function inOrder(rules: readonly CaseRule[]): CaseRule[] {
  return [...rules].sort((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1));
}

/** Whether a rule is about an answer, be the rule on or off. */
export function isMatch(when: CaseWhen, response: SurveyResponse): boolean {
  const { metric, category, score, touchpoint, comment, properties, segment, agent, team } = response;
  return (
    isAmong(when.metrics, metric) &&
    isAmong(when.categories, category) &&
    isAmong(when.touchpoints, touchpoint) &&
    (!when.scores || (score >= when.scores.from && score <= when.scores.to)) &&
    (!when.words || hasOneOf(comment, when.words)) &&
    (!when.answer || hasChosen(response, when.answer)) &&
    unmetOf(when.where, { properties, segment, agent, team }).length === 0
  );
}

function isAmong<T>(list: readonly T[] | undefined, value: T): boolean {
  return !list || list.includes(value);
}

/**
 * Whole words only ("late" is not in "chocolate"), or how words begin ("cancel*"). Case, the kind of apostrophe and the
 * form of a letter do not matter.
 */
export function hasOneOf(text: string, wanted: readonly string[]): boolean {
  const inText = words(text);
  return wanted.some((one) => {
    const word = words(one);
    if (word.trim() === "") return false;
    if (UNSPACED.test(word)) return inText.includes(word.trim());
    return inText.includes(one.trimEnd().endsWith("*") ? word.trimEnd() : word);
  });
}

/** Scripts that put no space between words: there a word may stand anywhere. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const WORD = /[\p{L}\p{N}\p{M}]+(?:'[\p{L}\p{N}\p{M}]+)*/gu;

function words(text: string): string {
  return ` ${(fold(text).match(WORD) ?? []).join(" ")} `;
}

/** Upper case first makes "ß" and "ss", "ı" and "i" the same; the dot that is left of "İ" falls away. */
function fold(text: string): string {
  const plain = text.normalize("NFKC").replaceAll("’", "'");
  return plain.toUpperCase().toLowerCase().replaceAll("\u0307", "");
}

function hasChosen({ answers }: SurveyResponse, { question, options }: NonNullable<CaseWhen["answer"]>) {
  const given = answers?.[question];
  const chosen = Array.isArray(given) ? given : [given];
  return chosen.some((one) => typeof one === "string" && options.includes(one));
}

/** The more urgent of two. */
export function moreUrgent(a: Priority, b: Priority): Priority {
  return PRIORITIES.indexOf(a) <= PRIORITIES.indexOf(b) ? a : b;
}
