import type { CaseRuleInput } from "../../domain/cases/saveCaseRule.js";
import type { FieldError } from "../../lib/errors.js";
import { proposeKey } from "../../lib/proposeKey.js";
import type { CaseRule } from "../../records/caseRule.js";
import { faultsOfTime, timeFields, toMinutes } from "./businessTime.js";
import { caseRuleForm } from "./caseRuleForm.js";
import { conditionFields, toCondition, typedConditions } from "./conditionRows.js";
import { linesOf, readLongFields } from "./longFields.js";
import { faultsOfNewKey, readTyped, type TypedFields } from "./pageFields.js";

/** Everything that was typed; the words keep their lines. */
export function readRuleFields(body: unknown): TypedFields {
  return readLongFields(body, ["when_words"]);
}

/** A new rule as typed; without a key the name proposes one. */
export function readNewCaseRule(body: unknown): CaseRuleInput {
  const fields = readRuleFields(body);
  const { key: typedKey, name = "" } = fields;
  const key = typedKey || proposeKey(name);
  return { key, ...read(fields, name || typedKey ? faultsOfNewKey(key) : []) };
}

/** What can change of a rule. */
export function readCaseRule(body: unknown): Omit<CaseRuleInput, "key"> {
  return read(readRuleFields(body), []);
}

/** What is ticked of "metric:nps", "touchpoint:visit" and the like, behind the colon. */
export function ticked(fields: TypedFields, name: string): string[] {
  const beginning = `${name}:`;
  return Object.keys(fields)
    .filter((field) => field.startsWith(beginning))
    .map((field) => field.slice(beginning.length));
}

/** A stored rule as it would have been typed. */
export function toRuleFields({ name, when, priority, team, assignment, active, ...rule }: CaseRule) {
  const fields: TypedFields = {
    name,
    priority,
    team: team ?? "",
    assignment,
    ...(active && { active: "on" }),
    ...(when.scores && { scores_from: String(when.scores.from), scores_to: String(when.scores.to) }),
    when_words: (when.words ?? []).join("\n"),
    ...conditionFields(when.where, "when_where"),
    ...timeFields(rule.contactMinutes, "contactMinutes"),
    ...timeFields(rule.resolveMinutes, "resolveMinutes"),
  };
  for (const one of when.metrics ?? []) fields[`metric:${one}`] = "on";
  for (const one of when.categories ?? []) fields[`category:${one}`] = "on";
  for (const one of when.touchpoints ?? []) fields[`touchpoint:${one}`] = "on";
  for (const one of when.answer?.options ?? []) fields[`answer:${when.answer!.question}:${one}`] = "on";
  return fields;
}

function read(fields: TypedFields, faultsOfKey: FieldError[]): Omit<CaseRuleInput, "key"> {
  const { answer, faults } = readAnswer(fields);
  const words = linesOf(fields["when_words"]);
  const input = {
    name: fields["name"] || undefined,
    when: {
      metrics: orAbsent(ticked(fields, "metric")),
      categories: orAbsent(ticked(fields, "category")),
      scores: typedScores(fields),
      touchpoints: orAbsent(ticked(fields, "touchpoint")),
      words: orAbsent(words),
      answer,
      where: typedConditions(fields, "when_where").map(toCondition),
    },
    priority: fields["priority"] || undefined,
    team: fields["team"] || null,
    contactMinutes: toMinutes(fields, "contactMinutes"),
    resolveMinutes: toMinutes(fields, "resolveMinutes"),
    assignment: fields["assignment"] || undefined,
    active: fields["active"] !== undefined,
  };
  const own = [
    ...faultsOfKey,
    ...faults,
    ...faultsOfTime(fields, "contactMinutes"),
    ...faultsOfTime(fields, "resolveMinutes"),
  ];
  return readTyped(caseRuleForm, input, own, toPagePath);
}

/** The page has one place for the two scores, and one for each group of ticks. */
function toPagePath(path: string): string {
  return path.replace(/^when\.(scores|categories|touchpoints|metrics|answer)(\..*)?$/, "$1");
}

function typedScores(fields: TypedFields): { from: number; to: number } | undefined {
  const { scores_from: from = "", scores_to: to = "" } = fields;
  if (!from && !to) return undefined;
  const number = (text: string) => (text === "" ? Number.NaN : Number(text));
  return { from: number(from || "0"), to: number(to || "10") };
}

function readAnswer(fields: TypedFields) {
  const chosen = ticked(fields, "answer").map((one) => one.split(":"));
  const questions = [...new Set(chosen.map(([question]) => question))];
  const [question] = questions;
  const message = "can be of one question only; make a second rule for the other";
  return {
    answer: question ? { question, options: chosen.map(([, option]) => option) } : undefined,
    faults: questions.length > 1 ? [{ path: "answer", message }] : [],
  };
}

function orAbsent<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined;
}
