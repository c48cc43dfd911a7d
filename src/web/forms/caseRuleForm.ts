import { z } from "zod";
import { CASE_FIELD_ROOTS } from "../../domain/cases/rules.js";
import type { CaseRuleInput } from "../../domain/cases/saveCaseRule.js";
import { categoriesOf } from "../../domain/metrics/rules.js";
import { ASSIGNMENTS, PRIORITIES, type CaseRule } from "../../records/caseRule.js";
import type { Metric } from "../../records/metric.js";
import { DAY_MINUTES } from "./businessTime.js";
import { conditionList } from "./conditionForm.js";
import { key, line } from "./fields.js";
import { CATEGORIES } from "./queryForms.js";

export const METRICS = ["nps", "csat", "ces"] as const satisfies readonly Metric[];

const HIGHEST_SCORE = 10;

/** Calendars are searched for 400 days: whoever is open on three days a week finds the end within them. */
const MOST_DAYS = 90;

const score = z
  .number("must be a number")
  .int("must be a whole number")
  .min(0, "must be 0 or more")
  .max(HIGHEST_SCORE, `must be ${HIGHEST_SCORE} or less`);

const minutes = z
  .number("must be a number of minutes")
  .int("must be a whole number of minutes")
  .min(1, "must be a minute or more")
  .max(MOST_DAYS * DAY_MINUTES, `must be ${MOST_DAYS} days of 8 business hours at most`);

/** What is absent does not matter; an empty list would match nothing. */
export const some = <T extends z.ZodType>(one: T, most: number) =>
  z
    .array(one, "must be a list")
    .min(1, "must name one at least; leave it out when it does not matter")
    .max(most, `must have ${most} entries at most`)
    .transform((all) => [...new Set(all)])
    .optional();

const oneOf = <const T extends readonly [string, ...string[]]>(all: T) =>
  z.enum(all, `must be one of ${all.join(", ")}`);

export const word = line(100).refine((text) => /[\p{L}\p{N}]/u.test(text), "must have a letter or a digit");

const when = z
  .strictObject(
    {
      metrics: some(oneOf(METRICS), METRICS.length),
      categories: some(oneOf(CATEGORIES), CATEGORIES.length),
      scores: z
        .strictObject({ from: score, to: score }, "must have from and to")
        .refine(({ from, to }) => from <= to, { path: ["to"], error: "must not be below the first" })
        .optional(),
      touchpoints: some(key, 200),
      words: some(word, 100),
      answer: z
        .strictObject(
          { question: key, options: z.array(key).min(1, "must name one at least").max(50) },
          "must have question and options",
        )
        .optional(),
      where: conditionList(CASE_FIELD_ROOTS).default([]),
    },
    "must be an object; {} is every answer",
  )
  .superRefine(({ metrics, categories }, { addIssue }) => {
    if (!metrics || !categories) return;
    const possible = metrics.flatMap((metric) => categoriesOf(metric) as string[]);
    categories.forEach((category, place) => {
      if (possible.includes(category)) return;
      const message = `no answer of ${metrics.join(" or ").toUpperCase()} is ${category}`;
      addIssue({ code: "custom", path: ["categories", place], message });
    });
  });

/** Everything of a rule but its key, with the documented defaults. */
export const caseRuleForm = z
  .strictObject({
    name: line(100),
    order: z.number("must be a number").int("must be a whole number").min(-1e6).max(1e6).optional(),
    when,
    priority: oneOf(PRIORITIES).default("normal"),
    team: key.nullable().default(null),
    contactMinutes: minutes.default(DAY_MINUTES),
    resolveMinutes: minutes.default(5 * DAY_MINUTES),
    assignment: oneOf(ASSIGNMENTS).default("queue"),
    active: z.boolean("must be true or false").default(true),
  })
  .refine(({ contactMinutes, resolveMinutes }) => resolveMinutes >= contactMinutes, {
    path: ["resolveMinutes"],
    error: "must not be shorter than the time to the first contact",
  })
  .transform(({ when: about, order, ...rule }): Omit<CaseRuleInput, "key"> => ({
    ...rule,
    ...(order !== undefined && { order }),
    when: withoutAbsent(about) as CaseRule["when"],
  }));

function withoutAbsent(about: object): object {
  return Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined));
}
