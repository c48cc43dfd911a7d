import type { ChoiceToNote } from "../../domain/cases/listChoiceQuestions.js";
import type { Assignment, CaseRule, CaseWhen } from "../../records/caseRule.js";
import { fromMinutes } from "../forms/businessTime.js";
import { METRIC_WORDS } from "./metricWords.js";
import { presentCondition } from "./triggerSentence.js";

/** What rules name, by key. */
export interface RuleNames {
  touchpoints: Map<string, string>;
  teams: Map<string, string>;
  questions: ChoiceToNote[];
}

/** A part of a sentence: plain words, what was chosen, or a field's name. */
export interface Piece {
  text: string;
  isChosen?: boolean;
  isField?: boolean;
}

export const ASSIGNMENT_WORDS: Record<Assignment, string> = {
  agent: "given to the agent of the event",
  round_robin: "given to each of the team in turn",
  least_busy: "given to whoever has the fewest",
  queue: "for whoever takes it",
};

/** A rule in the words of a sentence, which ends with a full stop. */
export function caseRuleSentence(rule: CaseRule, names: RuleNames): Piece[] {
  const { when, priority, team, assignment } = rule;
  const isPlain = priority === "normal";
  return [
    ...whoInWords(when),
    ...placesInWords(when, names),
    ...saidInWords(when, names),
    ...when.where.flatMap(conditionInWords),
    { text: isPlain ? ", open a case" : priority === "urgent" ? ", open an " : ", open a " },
    ...(isPlain ? [] : [{ text: priority, isChosen: true }, { text: " case" }]),
    { text: " for " },
    ...(team
      ? [{ text: "team " }, { text: names.teams.get(team) ?? team, isChosen: true }]
      : [{ text: "the team of the event" }]),
    { text: ", first contact within " },
    { text: businessTime(rule.contactMinutes), isChosen: true },
    { text: " and resolved within " },
    { text: businessTime(rule.resolveMinutes), isChosen: true },
    { text: `, ${ASSIGNMENT_WORDS[assignment]}.` },
  ];
}

/** "2 business hours", "1 business day" */
export function businessTime(minutes: number): string {
  const { amount, unit } = fromMinutes(minutes);
  return `${amount} business ${amount === "1" ? unit.slice(0, -1) : unit}`;
}

function whoInWords({ categories, metrics, scores }: CaseWhen): Piece[] {
  if (!categories && !metrics && !scores) return [{ text: "When somebody answers" }];
  const words = [
    ...(categories ? [either(categories)] : []),
    ...(metrics ? [either(metrics.map((metric) => METRIC_WORDS[metric].name))] : []),
    "score",
    ...(scores
      ? [scores.from === scores.to ? `of ${scores.from}` : `of ${scores.from} to ${scores.to}`]
      : []),
  ].join(" ");
  return [
    { text: `When somebody gives ${/^([aeio]|NPS)/.test(words) ? "an" : "a"} ` },
    { text: words, isChosen: true },
  ];
}

function placesInWords({ touchpoints = [] }: CaseWhen, names: RuleNames): Piece[] {
  if (touchpoints.length === 0) return [];
  return [{ text: " for " }, ...listed(touchpoints.map((key) => names.touchpoints.get(key) ?? key))];
}

function saidInWords({ words = [], answer }: CaseWhen, { questions }: RuleNames): Piece[] {
  const pieces: Piece[] = [];
  if (words.length > 0) pieces.push({ text: " and writes " }, ...listed(words.map((one) => `“${one}”`)));
  if (!answer) return pieces;
  const question = questions.find(({ key }) => key === answer.question);
  const nameOf = (key: string) => question?.options.find((one) => one.key === key)?.text ?? key;
  return [
    ...pieces,
    { text: " and says " },
    ...listed(answer.options.map((key) => `“${nameOf(key)}”`)),
    { text: ` to “${question?.text ?? answer.question}”` },
  ];
}

function conditionInWords(condition: CaseWhen["where"][number]): Piece[] {
  const { field, words, value } = presentCondition(condition);
  return [
    { text: " and " },
    { text: field, isField: true },
    { text: ` ${words}` },
    ...(value ? [{ text: " " }, { text: value, isChosen: true }] : []),
  ];
}

/** "A or B", "A, B or C" */
function listed(texts: readonly string[]): Piece[] {
  return texts.flatMap((text, place) => [
    ...(place === 0 ? [] : [{ text: place === texts.length - 1 ? " or " : ", " }]),
    { text, isChosen: true },
  ]);
}

function either(texts: readonly string[]): string {
  return listed(texts)
    .map(({ text }) => text)
    .join("");
}
