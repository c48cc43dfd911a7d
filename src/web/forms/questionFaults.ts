import { categoriesOf } from "../../domain/metrics/rules.js";
import type { Metric } from "../../records/metric.js";
import type { AnswerCondition, Question } from "../../records/survey.js";

/** Where in the list of questions, and what is wrong there. */
export interface QuestionFault {
  path: (string | number)[];
  message: string;
}

/** What the questions say about each other and cannot: each fault names its field. */
export function faultsOfQuestions(questions: readonly Question[], metric: Metric): QuestionFault[] {
  return questions.flatMap((question, index) => [
    ...faultsOfKeys(question, index, questions),
    ...faultsOfScale(question, index),
    ...faultsOfCategories(question, index, metric),
    ...faultsOfCondition(question, index, questions),
  ]);
}

function faultsOfKeys(question: Question, index: number, questions: readonly Question[]): QuestionFault[] {
  const isTaken = questions.findIndex(({ key }) => key === question.key) < index;
  const faults: QuestionFault[] = isTaken
    ? [{ path: [index, "key"], message: `"${question.key}" is the key of another question` }]
    : [];
  if (!("options" in question)) return faults;
  const keys = question.options.map(({ key }) => key);
  keys.forEach((key, place) => {
    if (keys.indexOf(key) < place)
      faults.push({
        path: [index, "options", place, "key"],
        message: `"${key}" is the key of another option`,
      });
  });
  return faults;
}

function faultsOfScale(question: Question, index: number): QuestionFault[] {
  if (question.kind !== "scale" || question.min < question.max) return [];
  return [{ path: [index, "max"], message: `must be more than ${question.min}` }];
}

function faultsOfCategories({ isShownIf }: Question, index: number, metric: Metric): QuestionFault[] {
  const known = categoriesOf(metric);
  const path = [index, "isShownIf", "categories"];
  if (isShownIf?.categories?.length === 0) return [{ path, message: "needs a category, or leave it out" }];
  return (isShownIf?.categories ?? []).flatMap((category, place) =>
    known.includes(category)
      ? []
      : [{ path: [...path, place], message: `must be one of ${known.join(", ")}` }],
  );
}

/** Only what comes before can decide: so no question waits for itself, however long the way round. */
function faultsOfCondition(
  { key, isShownIf }: Question,
  index: number,
  questions: readonly Question[],
): QuestionFault[] {
  const answer = isShownIf?.answer;
  if (!answer) return [];
  const at = (name: string, message: string) => [{ path: [index, "isShownIf", "answer", name], message }];
  const place = questions.findIndex((question) => question.key === answer.question);
  const other = questions[place];
  if (!other)
    return at("question", `must be the key of an earlier question; there is no "${answer.question}"`);
  if (answer.question === key) return at("question", "must not be this question itself");
  if (place > index)
    return at("question", `must be the key of an earlier question; "${answer.question}" comes later`);
  if (other.kind === "text") return at("question", "must not be a question that is answered with text");
  const path = [index, "isShownIf", "answer"];
  return (other.kind === "scale" ? faultsOfRange(answer, other) : faultsOfOptions(answer, other)).map(
    (fault) => ({ ...fault, path: [...path, ...fault.path] }),
  );
}

function faultsOfOptions(
  { question, options = [], from, to }: AnswerCondition,
  other: Extract<Question, { options: unknown }>,
): QuestionFault[] {
  if (from !== undefined || to !== undefined)
    return [
      { path: [from === undefined ? "to" : "from"], message: `"${question}" is no scale: use "options"` },
    ];
  if (options.length === 0) return [{ path: ["options"], message: "needs one answer at least" }];
  return options.flatMap((option, place) =>
    other.options.some(({ key }) => key === option)
      ? []
      : [{ path: ["options", place], message: `"${option}" is no option of "${question}"` }],
  );
}

function faultsOfRange(
  { question, options, from, to }: AnswerCondition,
  { min, max }: Extract<Question, { kind: "scale" }>,
): QuestionFault[] {
  if (options) return [{ path: ["options"], message: `"${question}" is a scale: use "from" and "to"` }];
  if (from === undefined && to === undefined)
    return [{ path: ["from"], message: "is required, or the other end" }];
  const isOutside = (point: number | undefined) => point !== undefined && (point < min || point > max);
  if (isOutside(from)) return [{ path: ["from"], message: `must be from ${min} to ${max}` }];
  if (isOutside(to)) return [{ path: ["to"], message: `must be from ${min} to ${max}` }];
  return (from ?? min) > (to ?? max) ? [{ path: ["to"], message: `must be ${from} or more` }] : [];
}
