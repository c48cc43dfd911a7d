import { z } from "zod";
import { bounceKind } from "../../../channels/bounceKind.js";
import type { MailReport } from "../../../records/mailReport.js";

/** Text of a provider: never stored, so only its size matters. */
export const words = z.string("must be text").max(20_000, "must have 20,000 characters at most");

export const address = z.string("must be text").trim().toLowerCase().min(1, "must not be empty").max(320);

/** An instant in ISO 8601 with its zone. */
export const isoInstant = z.iso
  .datetime({ offset: true, error: "must be a date and time with zone" })
  .transform((text) => new Date(text));

/** An instant in seconds, as some providers count. */
export const unixInstant = z
  .number("must be a number of seconds")
  .min(0)
  .max(1e11, "must be a number of seconds")
  .transform((seconds) => new Date(seconds * 1000));

/** `hard` only where the server's own words leave no doubt. */
export function judged(...texts: (string | undefined)[]): Pick<MailReport, "kind" | "code"> {
  return bounceKind(texts.filter(Boolean).join(" "));
}

/** Absent instead of empty. */
export function known<K extends string, V>(name: K, value: V | undefined | null | ""): { [P in K]?: V } {
  return (value ? { [name]: value } : {}) as { [P in K]?: V };
}
