import { z } from "zod";
import { canonicalLocale } from "../../lib/locale.js";
import { isDuration } from "../../lib/duration.js";
import { normalisePhone } from "../../lib/phoneNumber.js";
import { isCalendarDay, isKnownZone } from "../../lib/timeZone.js";
import type { JsonValue, Properties } from "../../records/customer.js";

const MAX_DEPTH = 6;
const MAX_PROPERTIES = 200;
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
const CONTROL_IN_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** One line of text from outside. */
export const line = (max: number) =>
  z
    .string("must be text")
    .trim()
    .min(1, "must not be empty")
    .max(max, `must have ${max} characters at most`)
    .refine(
      (text) => text.isWellFormed() && !CONTROL.test(text),
      "must be one line of valid text without control characters",
    );

/** Text that may have several lines, and may be empty. */
export const paragraph = (max: number) =>
  z
    .string("must be text")
    .max(max, `must have ${max} characters at most`)
    .refine(
      (text) => text.isWellFormed() && !CONTROL_IN_TEXT.test(text),
      "must be valid text without control characters",
    );

export const key = z
  .string("must be text")
  .regex(/^[a-z0-9_-]{1,64}$/, "must have 1 to 64 characters out of a-z, 0-9, - and _");

/** An id given by another program. */
export const id = line(200);

/** What a form carries so that it is one act, however often it is sent. */
export const formId = z
  .string("must be text")
  .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, "is missing: reload the page");

export const eventType = z
  .string("must be text")
  .regex(
    /^[A-Za-z0-9_.:-]{1,100}$/,
    "must have 1 to 100 characters out of letters, digits, . _ : and -, for example call.ended",
  );

export const email = z
  .string("must be text")
  .trim()
  .toLowerCase()
  .max(254, "must have 254 characters at most")
  .pipe(z.email("must be an email address"));

export const phone = z.string("must be text").transform((text, { addIssue }) => {
  const number = normalisePhone(text);
  if (!number)
    addIssue({
      code: "custom",
      message: "must be a phone number in international form, for example +14155550123",
    });
  return number ?? z.NEVER;
});

export const locale = z.string("must be text").transform((text, { addIssue }) => {
  const canonical = canonicalLocale(text);
  if (!canonical)
    addIssue({ code: "custom", message: "must be a known language tag, for example en or es-MX" });
  return canonical ?? z.NEVER;
});

export const timeZone = z
  .string("must be text")
  .refine(isKnownZone, "must be a known time zone, for example Europe/Madrid");

export const duration = z
  .string("must be text")
  .refine(isDuration, "must be an ISO 8601 duration, for example PT2H or P30D")
  .refine((text) => isDuration(text) && isReasonable(text), "must be ten years at most");

/** An instant with its offset from UTC. */
export const instant = z.iso
  .datetime({ offset: true, error: "must be a date and time with zone, for example 2026-09-01T14:30:00Z" })
  .transform((text) => new Date(text));

export const day = z.string("must be text").refine(isCalendarDay, "must be a day, for example 2026-09-01");

export const channelName = z.enum(["email", "sms"], "must be email or sms");

export const limit = z.coerce
  .number("must be a number")
  .int("must be a whole number")
  .min(1, "must be 1 or more")
  .max(500, "must be 500 or less");

/** A free JSON object whose names can be stored and queried: no "$" in front, no dots. */
export const properties = z
  .record(z.string(), z.unknown(), "must be an object")
  .transform((value, { addIssue }) => {
    const fault = faultIn(value, [], 0);
    if (fault) addIssue({ code: "custom", path: fault.path, message: fault.message });
    return fault ? z.NEVER : (value as Properties);
  });

/** A JSON value of a condition: no objects. */
export const scalar = z.union(
  [line(500), z.number(), z.boolean(), z.null()],
  "must be text, a number, true, false or null",
);

interface Fault {
  path: string[];
  message: string;
}

function faultIn(value: unknown, path: string[], depth: number): Fault | null {
  if (typeof value === "string") {
    const isFine = value.length <= 5_000 && value.isWellFormed() && !value.includes("\u0000");
    return isFine ? null : { path, message: "must be valid text of 5,000 characters at most" };
  }
  if (typeof value !== "object" || value === null) return null;
  if (depth >= MAX_DEPTH) return { path, message: `must not be nested deeper than ${MAX_DEPTH} levels` };
  const entries = Object.entries(value as Record<string, JsonValue>);
  if (entries.length > MAX_PROPERTIES)
    return { path, message: `must have ${MAX_PROPERTIES} entries at most` };
  for (const [name, inner] of entries) {
    const here = [...path, name];
    const fault = faultInName(name) ?? faultIn(inner, here, depth + 1);
    if (fault) return typeof fault === "string" ? { path: here, message: fault } : fault;
  }
  return null;
}

function faultInName(name: string): string | null {
  if (name === "" || name.length > 100) return "must have a name of 1 to 100 characters";
  if (name.startsWith("$") || name.includes(".") || name === "__proto__")
    return 'must have a name that does not begin with "$" and has no dots';
  return name.isWellFormed() && !CONTROL.test(name) ? null : "must have a name of valid text";
}

function isReasonable(text: string): boolean {
  const numbers = [...text.matchAll(/([\d.]+)([YMWDHS])/g)].map(([, amount]) => Number(amount));
  return numbers.every((amount) => amount < 1e6) && approximateDays(text) <= 3660;
}

function approximateDays(text: string): number {
  const [date = "", time = ""] = text.slice(1).split("T");
  const amount = (part: string, unit: string) => Number(part.match(new RegExp(`([\\d.]+)${unit}`))?.[1] ?? 0);
  return (
    amount(date, "Y") * 366 +
    amount(date, "M") * 31 +
    amount(date, "W") * 7 +
    amount(date, "D") +
    (amount(time, "H") * 60 + amount(time, "M")) / 1440 +
    amount(time, "S") / 86_400
  );
}
