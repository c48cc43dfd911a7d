import type { ChoiceToNote } from "../../domain/cases/listChoiceQuestions.js";
import { hasOpeningHours } from "../../domain/cases/calendarRules.js";
import { DEFAULT_RULE } from "../../domain/cases/rules.js";
import { categoriesOf } from "../../domain/metrics/rules.js";
import { ASSIGNMENTS, PRIORITIES, type CaseRule } from "../../records/caseRule.js";
import type { Team } from "../../records/team.js";
import type { Touchpoint } from "../../records/touchpoint.js";
import { BUSINESS_UNITS } from "../forms/businessTime.js";
import { METRICS } from "../forms/caseRuleForm.js";
import { ticked } from "../forms/caseRulePageForm.js";
import type { TypedFields } from "../forms/pageFields.js";
import { caseRuleAsCode } from "./asCode.js";
import { ASSIGNMENT_WORDS, caseRuleSentence, type RuleNames } from "./caseRuleSentence.js";
import { presentConditions } from "./conditionRows.js";
import { errorOf, type PresentedForm } from "./form.js";
import { METRIC_WORDS } from "./metricWords.js";
import { presentOptions } from "./options.js";
import { faultsInWords } from "./touchpointPages.js";

/** What a rule may name. */
export interface RuleChoices {
  rules: CaseRule[];
  teams: Team[];
  touchpoints: Touchpoint[];
  questions: ChoiceToNote[];
}

/** What the form of a new rule begins with. */
export const NEW_CASE_RULE: TypedFields = {
  priority: "normal",
  assignment: "queue",
  contactMinutes_amount: "1",
  contactMinutes_unit: "days",
  resolveMinutes_amount: "5",
  resolveMinutes_unit: "days",
  "category:detractor": "on",
  active: "on",
};

const HINTS: Record<string, string> = {
  agent: "If the team says which user they are; else it waits in the queue.",
  round_robin: "Members who cannot sign in are passed over.",
  least_busy: "Of open cases, in all teams together.",
  queue: "Nobody has it until somebody takes it.",
};

/** Every rule as a sentence, in the order in which they are tried. */
export function presentCaseRules(choices: RuleChoices) {
  const { rules, teams } = choices;
  const names = namesOf(choices);
  const never = new Set(teams.filter((team) => !hasOpeningHours(team.calendar)).map(({ key }) => key));
  return {
    title: "Follow-up rules",
    isDefault: rules.length === 1 && rules[0] === DEFAULT_RULE,
    isAllOff: rules.every(({ active }) => !active),
    rules: rules.map((rule, place) => ({
      key: rule.key,
      name: rule.name,
      order: `/case-rules/${rule.key}/order`,
      isActive: rule.active,
      isFirst: place === 0,
      isLast: place === rules.length - 1,
      pieces: caseRuleSentence(rule, names),
      hasNoDueTime: rule.team !== null && never.has(rule.team),
      asksNobody: isQuestionGone(rule, choices.questions),
    })),
    isOnly: rules.length === 1,
  };
}

/** The form of a rule; `stored` is null while it is new. */
export function presentCaseRuleForm(form: PresentedForm, stored: CaseRule | null, choices: RuleChoices) {
  const values = form.values as TypedFields;
  const at = (name: string) => ({ name, value: values[name] ?? "", error: errorOf(form, name) });
  return {
    title: stored?.name ?? "New rule",
    action: stored ? `/case-rules/${stored.key}` : "/case-rules",
    isNew: !stored,
    faults: faultsInWords(form),
    key: stored ? null : at("key"),
    name: at("name"),
    metrics: {
      boxes: boxes(
        values,
        "metric",
        METRICS.map((value) => ({ value, label: METRIC_WORDS[value].name })),
      ),
      error: errorOf(form, "metrics"),
    },
    categories: { groups: categoryGroups(values), error: errorOf(form, "categories") },
    scores: { from: at("scores_from"), to: at("scores_to"), error: form.errors["scores"] },
    touchpoints: {
      boxes: boxes(values, "touchpoint", namedChoices(choices.touchpoints)),
      error: errorOf(form, "touchpoints") ?? errorOf(form, "when_touchpoints"),
    },
    words: at("when_words"),
    answer: { questions: questionGroups(values, choices.questions), error: errorOf(form, "answer") },
    conditions: presentConditions(form, "when_where"),
    priority: { ...at("priority"), options: priorityOptions(values["priority"]) },
    team: { ...at("team"), options: presentOptions(namedChoices(choices.teams), values["team"]) },
    contact: presentTime(form, "contactMinutes"),
    resolve: presentTime(form, "resolveMinutes"),
    assignments: ASSIGNMENTS.map((value) => ({
      value,
      label: capital(ASSIGNMENT_WORDS[value]),
      hint: HINTS[value],
      isChosen: value === values["assignment"],
    })),
    assignmentError: errorOf(form, "assignment"),
    isActive: values["active"] !== undefined,
    pieces: stored && caseRuleSentence(stored, namesOf(choices)),
    hasNoDueTime: hasNoDueTime(values["team"], choices.teams),
    code: stored && caseRuleAsCode(stored),
  };
}

export function namesOf({ touchpoints, teams, questions }: RuleChoices): RuleNames {
  const byKey = (all: { key: string; name: string }[]) => new Map(all.map(({ key, name }) => [key, name]));
  return { touchpoints: byKey(touchpoints), teams: byKey(teams), questions };
}

function hasNoDueTime(key: string | undefined, teams: Team[]): string | null {
  const team = teams.find((one) => one.key === key);
  return team && !hasOpeningHours(team.calendar) ? team.name : null;
}

/** Whether a rule waits for an answer that no live survey offers. */
function isQuestionGone({ when: { answer } }: CaseRule, questions: ChoiceToNote[]): boolean {
  if (!answer) return false;
  const options = questions.find(({ key }) => key === answer.question)?.options ?? [];
  return !answer.options.some((key) => options.some((option) => option.key === key));
}

/** Boxes to tick; what is ticked but no choice (any more) stands last, so that it can be taken away. */
export function boxes(values: TypedFields, name: string, choices: { value: string; label: string }[]) {
  const chosen = ticked(values, name);
  const unknown = chosen.filter((value) => !choices.some((one) => one.value === value));
  return [...choices, ...unknown.map((value) => ({ value, label: value }))].map(({ value, label }) => ({
    name: `${name}:${value}`,
    label,
    isChosen: chosen.includes(value),
  }));
}

export function categoryGroups(values: TypedFields) {
  const groups = METRICS.map((metric) => ({ metric, categories: categoriesOf(metric) as string[] }));
  return groups.map(({ metric, categories }, place) => {
    const before = groups.slice(0, place).flatMap((one) => one.categories);
    const own = categories.filter((one) => !before.includes(one)); // "neutral" is said once, for both
    return {
      label: METRIC_WORDS[metric].name,
      boxes: boxes(
        {},
        "category",
        own.map((value) => ({ value, label: capital(value) })),
      ).map((box) => ({
        ...box,
        label: box.label === "Neutral" ? "Neutral (CSAT and CES)" : box.label,
        isChosen: values[box.name] !== undefined,
      })),
    };
  });
}

function questionGroups(values: TypedFields, questions: ChoiceToNote[]) {
  const chosen = ticked(values, "answer").map((one) => one.split(":"));
  const gone = [...new Set(chosen.map(([question = ""]) => question))]
    .filter((question) => !questions.some(({ key }) => key === question))
    .map((key) => ({ key, text: `${key} (no live survey asks this)`, options: [] }));
  return [...questions, ...gone].map(({ key, text, options }) => {
    const own = Object.fromEntries(
      chosen.filter(([question]) => question === key).map(([, option]) => [`answer:${key}:${option}`, "on"]),
    );
    const choices = options.map((option) => ({ value: option.key, label: option.text }));
    return { text, isOpen: Object.keys(own).length > 0, boxes: boxes(own, `answer:${key}`, choices) };
  });
}

function priorityOptions(chosen: string | undefined) {
  return PRIORITIES.map((value) => ({ value, label: capital(value), isChosen: value === chosen }));
}

function presentTime(form: PresentedForm, name: string) {
  const values = form.values as TypedFields;
  const unit = values[`${name}_unit`] ?? "hours";
  return {
    name,
    amount: values[`${name}_amount`] ?? "",
    units: BUSINESS_UNITS.map((value) => ({ value, label: `business ${value}`, isChosen: value === unit })),
    error: errorOf(form, name),
  };
}

function namedChoices(all: { key: string; name: string }[]) {
  return all.map(({ key, name }) => ({ value: key, label: name }));
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}
