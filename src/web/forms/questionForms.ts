import { z } from "zod";
import { categoriesOf } from "../../domain/metrics/rules.js";
import { OWN_STEPS } from "../../domain/surveys/questionRules.js";
import type { Category, Metric } from "../../records/metric.js";
import type { Question, ShownIf } from "../../records/survey.js";
import { faultsOfQuestions } from "./questionFaults.js";
import { requiredTranslations, translationsOf } from "./translations.js";

export const MAX_QUESTIONS = 10;
export const MAX_OPTIONS = 20;
const MAX_QUESTION_TEXT = 300;
const MAX_OPTION_TEXT = 100;

/** A name within a survey; it begins with a letter, so that it is the name of a field everywhere. */
const name = z
  .string("must be text")
  .regex(/^[a-z][a-z0-9_-]{0,63}$/, "must have 1 to 64 characters out of a-z, 0-9, - and _, a letter first");

const questionKey = name.refine(
  (key) => !OWN_STEPS.some((step) => step === key),
  `must not be ${OWN_STEPS.slice(0, -1).join(", ")} or ${OWN_STEPS.at(-1)}`,
);

const point = z
  .number("must be a number")
  .int("must be a whole number")
  .min(0, "must be 0 or more")
  .max(10, "must be 10 or less");

const end = translationsOf(MAX_OPTION_TEXT).optional();

const shownIf = z.strictObject(
  {
    categories: z.array(z.string("must be text"), "must be a list of categories").optional(),
    answer: z
      .strictObject({
        question: name,
        options: z.array(name, "must be a list of option keys").optional(),
        from: point.optional(),
        to: point.optional(),
      })
      .optional(),
  },
  'must be an object with "categories", "answer" or both',
);

const common = {
  key: questionKey,
  text: requiredTranslations(MAX_QUESTION_TEXT),
  isShownIf: shownIf.optional(),
};

const choice = {
  ...common,
  options: z
    .array(
      z.strictObject({ key: name, text: requiredTranslations(MAX_OPTION_TEXT) }),
      "must be a list of options",
    )
    .min(2, "needs at least two")
    .max(MAX_OPTIONS, `must have ${MAX_OPTIONS} options at most`),
};

const question = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({ kind: z.literal("choice"), ...choice }),
    z.strictObject({ kind: z.literal("choices"), ...choice }),
    z.strictObject({
      kind: z.literal("scale"),
      ...common,
      min: point,
      max: point,
      lowest: end,
      highest: end,
    }),
    z.strictObject({ kind: z.literal("text"), ...common }),
  ],
  "must be choice, choices, scale or text",
);

/** What is asked after the score. What its parts say about each other is judged by `checkQuestions`. */
export const questionList = z
  .array(question, "must be a list of questions")
  .max(MAX_QUESTIONS, `must have ${MAX_QUESTIONS} questions at most`)
  .optional();

type Typed = z.infer<typeof questionList>;

/** Reports what only the whole survey shows: keys used twice, conditions on what does not come before. */
export function checkQuestions(
  survey: { metric: Metric; questions?: Typed },
  addIssue: (issue: { code: "custom"; path: PropertyKey[]; message: string }) => void,
): void {
  const faults = faultsOfQuestions((survey.questions ?? []) as Question[], survey.metric);
  for (const { path, message } of faults) addIssue({ code: "custom", path: ["questions", ...path], message });
}

/** The questions that could be published as they are: a page of anything less cannot be shown. */
export function completeQuestions(typed: readonly object[], metric: Metric): Question[] {
  const read = typed.flatMap((one) => {
    const parsed = question.safeParse(one);
    return parsed.success ? [parsed.data as Question] : [];
  });
  const faulty = new Set(faultsOfQuestions(read, metric).map(({ path }) => path[0]));
  const complete = read.filter((_, index) => !faulty.has(index));
  return complete.map((one) => tidy(one, complete, metric));
}

/**
 * The questions in the one form in which they are stored, so that the same said in another order makes no new
 * version; nothing for none, as a survey without questions always was.
 */
export function toQuestions(typed: Typed, metric: Metric): { questions?: Question[] } {
  if (!typed || typed.length === 0) return {};
  const questions = typed as Question[];
  return { questions: questions.map((one) => tidy(one, questions, metric)) };
}

function tidy({ isShownIf, ...rest }: Question, all: Question[], metric: Metric): Question {
  const question = { ...rest } as Question;
  if (question.kind === "scale") {
    if (Object.keys(question.lowest ?? {}).length === 0) delete question.lowest;
    if (Object.keys(question.highest ?? {}).length === 0) delete question.highest;
  }
  const condition = isShownIf && tidyCondition(isShownIf, all, metric);
  return condition && Object.keys(condition).length > 0 ? { ...question, isShownIf: condition } : question;
}

function tidyCondition({ categories, answer }: ShownIf, all: Question[], metric: Metric): ShownIf {
  const known: Category[] = categoriesOf(metric);
  const wanted = known.filter((category) => categories?.includes(category));
  const asked = answer && all.find(({ key }) => key === answer.question);
  const order = asked && "options" in asked ? asked.options.map(({ key }) => key) : [];
  return {
    ...(wanted.length > 0 && wanted.length < known.length && { categories: wanted }),
    ...(answer && {
      answer: {
        ...answer,
        ...(answer.options && { options: order.filter((key) => answer.options!.includes(key)) }),
      },
    }),
  };
}
