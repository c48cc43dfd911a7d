import { z } from "zod";
import { categoriesOf } from "../../domain/metrics/rules.js";
import { FIELD_ROOTS } from "../../domain/triggers/rules.js";
import type { TriggerInput } from "../../domain/triggers/saveTrigger.js";
import type { Category, Metric } from "../../records/metric.js";
import type { SurveyContent, SurveyState } from "../../records/survey.js";
import { STAGES, type Touchpoint } from "../../records/touchpoint.js";
import { conditionList } from "./conditionForm.js";
import { remindersForm } from "./reminderForm.js";
import { channelName, duration, eventType, key, line, locale } from "./fields.js";
import { checkQuestions, questionList, toQuestions } from "./questionForms.js";
import { translationsOf } from "./translations.js";

const MAX_TEXT = 500;

export const touchpointForm: z.ZodType<Pick<Touchpoint, "name" | "stage" | "brand">> = z.strictObject({
  name: line(100),
  stage: z.enum(STAGES, `must be one of ${STAGES.join(", ")}`),
  brand: key.optional(),
});

const translations = translationsOf(MAX_TEXT);

const byCategory = z.record(z.string(), translations, "must be an object of texts by category").default({});

export interface SurveyForm {
  content: SurveyContent;
  state?: SurveyState;
}

export const surveyForm: z.ZodType<SurveyForm> = z
  .strictObject({
    name: line(100),
    metric: z.enum(["nps", "csat", "ces"], "must be nps, csat or ces"),
    question: translations.refine(
      (texts) => Object.keys(texts).length > 0,
      "needs a text in at least one language",
    ),
    defaultLanguage: locale.optional(),
    followUp: byCategory,
    thanks: byCategory,
    email: z.strictObject({ subject: translations.optional(), intro: translations.optional() }).optional(),
    questions: questionList,
    state: z.enum(["live", "paused"], "must be live or paused").optional(),
  })
  .superRefine((survey, { addIssue }) => {
    const categories: string[] = categoriesOf(survey.metric as Metric);
    if (survey.defaultLanguage && !survey.question[survey.defaultLanguage])
      addIssue({ code: "custom", path: ["defaultLanguage"], message: "must be a language of the question" });
    for (const field of ["followUp", "thanks"] as const) {
      for (const category of Object.keys(survey[field])) {
        if (categories.includes(category)) continue;
        addIssue({
          code: "custom",
          path: [field, category],
          message: `must be one of ${categories.join(", ")}`,
        });
      }
    }
    checkQuestions(survey, addIssue);
  })
  .transform(({ state, defaultLanguage, questions, ...content }) => ({
    content: {
      ...withoutEmpty({ ...content, ...(defaultLanguage && { defaultLanguage }) }),
      ...toQuestions(questions, content.metric),
    },
    ...(state && { state }),
  }));

/** A category without texts says the same as an absent one, and must not make a new version. */
function withoutEmpty(content: SurveyContent): SurveyContent {
  const kept = (texts: SurveyContent["thanks"]) =>
    Object.fromEntries(Object.entries(texts).filter(([, one]) => Object.keys(one).length > 0)) as Partial<
      Record<Category, Record<string, string>>
    >;
  const { email, ...others } = content;
  const texts = Object.entries(email ?? {}).filter(([, one]) => Object.keys(one).length > 0);
  return {
    ...others,
    followUp: kept(content.followUp),
    thanks: kept(content.thanks),
    ...(texts.length > 0 && { email: Object.fromEntries(texts) }),
  };
}

/** Everything of a trigger but its key, with the documented defaults. */
export const triggerForm: z.ZodType<Omit<TriggerInput, "key">> = z.strictObject({
  event: z.strictObject({
    type: eventType,
    where: conditionList(FIELD_ROOTS).default([]),
  }),
  touchpoint: key,
  survey: key,
  delay: duration.default("PT0S"),
  channels: z
    .array(channelName)
    .min(1, "needs a channel")
    .max(2, "must have two channels at most")
    .refine((names) => new Set(names).size === names.length, "must not name a channel twice")
    .default(["email"]),
  sample: z.number("must be a number").min(0, "must be 0 or more").max(1, "must be 1 or less").default(1),
  quietPeriod: duration.nullable().default(null),
  unless: z.array(eventType).max(20, "must have 20 types at most").default([]),
  expiresAfter: duration.default("P14D"),
  reminders: remindersForm,
  active: z.boolean("must be true or false").default(true),
});
