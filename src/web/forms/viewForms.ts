import { z } from "zod";
import { InvalidInput } from "../../lib/errors.js";
import { SENTIMENTS, type ResponseFilter } from "../../records/responseFilter.js";
import type { View } from "../../records/view.js";
import { METRICS } from "./caseRuleForm.js";
import { id, key, line } from "./fields.js";
import { readForm } from "./readForm.js";
import { CATEGORIES, optional } from "./queryForms.js";
import { CHANNELS, FILTER_FIELDS, filterForm } from "./responseFilterForm.js";

const MOST_VALUES = 50;
const MOST_PROPERTIES = 20;

/** An empty list would mean that nothing matches, which nobody writes on purpose. */
const several = <T extends z.ZodType>(one: T) =>
  z
    .array(one, "must be a list")
    .min(1, "must not be empty: leave it out to mean all")
    .max(MOST_VALUES, `must have ${MOST_VALUES} values at most`)
    .optional();

const oneOf = <const T extends readonly [string, ...string[]]>(all: T) =>
  z.enum(all, `must be one of ${all.join(", ")}`);

const condition = z.strictObject({
  of: z.enum(["event", "customer"], "must be event or customer"),
  name: line(200),
  values: z
    .array(z.string("must be text").max(500), "must be a list")
    .min(1, "must not be empty")
    .max(MOST_VALUES),
});

/** A filter as programs write it: the record as JSON. */
export const filterJson: z.ZodType<ResponseFilter> = z
  .strictObject({
    touchpoints: several(key),
    metric: oneOf(METRICS).optional(),
    categories: several(oneOf(CATEGORIES)),
    teams: several(line(200)),
    agents: several(id),
    channels: several(oneOf(CHANNELS)),
    languages: several(line(35)),
    tags: several(line(40).transform((text) => text.toLowerCase().replace(/\s+/g, " "))),
    sentiments: several(oneOf(SENTIMENTS)),
    properties: z
      .array(condition, "must be a list")
      .min(1, "must not be empty: leave it out to mean all")
      .max(MOST_PROPERTIES, `must have ${MOST_PROPERTIES} conditions at most`)
      .optional(),
    text: line(200).optional(),
    hasComment: z.boolean("must be true or false").optional(),
    customer: id.optional(),
  })
  .transform((typed) => withoutAbsent(typed) as ResponseFilter);

export const viewForm = z.strictObject({ name: line(100), filter: filterJson });

export const viewParams = z.object({ key });

const ticked = z
  .string()
  .optional()
  .transform((value) => value !== undefined);

const pageForm = z.object({
  name: line(100),
  isShared: ticked,
  /** A view whose filter this one takes the place of. */
  instead: optional(key),
});

export type ViewPageForm = Pick<View, "name" | "isShared"> & { instead?: string };

/** What somebody typed about a view; its filter is read by `readCarriedFilter`. */
export function readViewForm(body: unknown): ViewPageForm {
  const { instead, ...rest } = readForm(pageForm, body ?? {});
  return { ...rest, ...(instead !== undefined && { instead }) };
}

/** A filter, and the saved view that it narrows. */
export interface CarriedFilter {
  filter: ResponseFilter;
  view?: string;
}

/** The filter that stands in an address, or in hidden fields of a form; whatever else stands there does not count. */
export function readCarriedFilter(input: object): CarriedFilter {
  const carried = Object.entries(input).filter(([name]) => FILTER_FIELDS.includes(name));
  return readForm(filterForm, Object.fromEntries(carried));
}

/** What a refused filter is told as, on one line above the page. */
export function problemOf(error: unknown): string {
  if (!(error instanceof InvalidInput)) throw error;
  return error.fields.map(({ path, message }) => `${path} ${message}`).join("; ") || error.message;
}

function withoutAbsent(typed: object): object {
  return Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== undefined));
}
