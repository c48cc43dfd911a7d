import { z } from "zod";
import { addDays } from "../../lib/timeZone.js";
import type { InvitationChannel } from "../../records/channel.js";
import type { Category } from "../../records/metric.js";
import { SENTIMENTS, type PropertyCondition, type ResponseFilter } from "../../records/responseFilter.js";
import { METRICS } from "./caseRuleForm.js";
import { day, id, key, line } from "./fields.js";
import { PERIODS, type PeriodName } from "./periodForm.js";
import { CATEGORIES, optional, paging } from "./queryForms.js";

const MOST_VALUES = 50;

/** Behind which name of a property's owner the filter means which. */
const OWNERS = { event: "event", customer: "customer" } as const;

export const CHANNELS = [
  "email",
  "sms",
  "link",
  "website",
  "kiosk",
] as const satisfies readonly InvitationChannel[];

/** What an address of responses means. */
export interface ResponseQuery {
  filter: ResponseFilter;
  /** Key of a saved view, which has to be true as well. */
  view?: string;
  /** Reporting days, both included; absent: all. */
  from?: string;
  to?: string;
  /** Null for an own range, and without any. */
  period: PeriodName | null;
  cursor?: string;
  limit: number;
}

/** A parameter that may stand several times. Each value is judged by itself, the first fault is told beside the field. */
const several = <T>(one: z.ZodType<T>) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((given, { addIssue }) => {
      const texts = [given].flat().filter((text) => text.trim() !== "");
      const parsed = texts.map((text) => one.safeParse(text));
      const fault = parsed.find(({ success }) => !success)?.error?.issues[0]?.message;
      if (fault) addIssue({ code: "custom", message: fault });
      if (texts.length > MOST_VALUES)
        addIssue({ code: "custom", message: `must have ${MOST_VALUES} values at most` });
      const values = parsed.flatMap((result) => (result.success ? [result.data] : []));
      return values.length > 0 ? [...new Set(values)] : undefined;
    })
    .optional();

const oneOf = <const T extends readonly [string, ...string[]]>(all: T) =>
  z.enum(all, `must be one of ${all.join(", ")}`);

interface TypedProperty {
  of: PropertyCondition["of"];
  name: string;
  value: string;
}

/** "event.plan=gold" or "customer.plan=gold": the first dot ends whose it is, the first "=" ends the name. */
const property = line(700).transform((text, { addIssue }): TypedProperty => {
  const place = text.indexOf("=");
  const [, owner = "", name = ""] =
    (place < 0 ? "" : text.slice(0, place)).match(/^(event|customer)\.([^]+)$/) ?? [];
  if (!name.trim())
    addIssue({ code: "custom", message: "must look like event.NAME=VALUE or customer.NAME=VALUE" });
  return {
    of: owner === OWNERS.customer ? "customer" : "event",
    name: name.trim(),
    value: text.slice(place + 1).trim(),
  };
});

const tag = line(40).transform((text) => text.toLowerCase().replace(/\s+/g, " "));

const fields = {
  touchpoint: several(key),
  metric: optional(oneOf(METRICS)),
  category: several(oneOf(CATEGORIES)),
  team: several(line(200)),
  agent: several(id),
  channel: several(oneOf(CHANNELS)),
  language: several(line(35)),
  tag: several(tag),
  sentiment: several(oneOf(SENTIMENTS)),
  property: several(property),
  text: optional(line(200)),
  comment: optional(oneOf(["yes", "no"])),
  customer: optional(id),
  view: optional(key),
};

/** The names of all parameters that say which responses are meant. */
export const FILTER_FIELDS = Object.keys(fields);

/** The filters alone, as a form of their own may carry them; `view` is left to the caller. */
export const filterForm = z
  .strictObject(fields)
  .transform((typed) => ({ filter: toFilter(typed), ...(typed.view !== undefined && { view: typed.view }) }));

/** Filters, period and place of an address. Of a range and a named period the range counts. */
export function responseFilterForm(today: string): z.ZodType<ResponseQuery> {
  return z
    .strictObject({
      ...fields,
      period: optional(oneOf(Object.keys(PERIODS) as [PeriodName, ...PeriodName[]])),
      from: optional(day),
      to: optional(day),
      ...paging,
    })
    .refine(({ from, to }) => !from || !to || from <= to, {
      path: ["to"],
      error: "must not lie before from",
    })
    .transform(({ period, from, to, cursor, limit, view, ...typed }): ResponseQuery => {
      const named = !from && !to && period ? period : null;
      return {
        filter: toFilter(typed),
        ...(view !== undefined && { view }),
        ...(named && { from: addDays(today, 1 - PERIODS[named]), to: today }),
        ...(from && { from }),
        ...(to && { to }),
        period: named,
        ...(cursor !== undefined && { cursor }),
        limit,
      };
    });
}

type Typed = z.infer<z.ZodObject<Omit<typeof fields, "view">>>;

function toFilter(typed: Typed): ResponseFilter {
  const filter: ResponseFilter = {
    touchpoints: typed.touchpoint,
    metric: typed.metric,
    categories: typed.category as Category[] | undefined,
    teams: typed.team,
    agents: typed.agent,
    channels: typed.channel,
    languages: typed.language,
    tags: typed.tag,
    sentiments: typed.sentiment,
    properties: typed.property && toConditions(typed.property),
    text: typed.text,
    hasComment: typed.comment && typed.comment === "yes",
    customer: typed.customer,
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

/** Several values of one property are alternatives. */
function toConditions(typed: readonly TypedProperty[]): PropertyCondition[] {
  const conditions: PropertyCondition[] = [];
  for (const { of, name, value } of typed) {
    const known = conditions.find((one) => one.of === of && one.name === name);
    if (!known) conditions.push({ of, name, values: [value] });
    else if (!known.values.includes(value)) known.values.push(value);
  }
  return conditions;
}
