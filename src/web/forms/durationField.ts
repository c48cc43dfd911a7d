import type { FieldError } from "../../lib/errors.js";
import type { TypedFields } from "./pageFields.js";

export const DURATION_UNITS = ["minutes", "hours", "days"] as const;

export interface TypedDuration {
  amount: string;
  /** One of the units, or "iso" for a duration that they cannot say. */
  unit: string;
}

const PATTERNS: [RegExp, string][] = [
  [/^PT(\d+(?:\.\d+)?)M$/, "minutes"],
  [/^PT(\d+(?:\.\d+)?)H$/, "hours"],
  [/^P(\d+(?:\.\d+)?)D$/, "days"],
];

/** "PT2H" as number and unit; "P1M" as it is. */
export function fromDuration(iso: string): TypedDuration {
  if (iso === "PT0S") return { amount: "0", unit: "minutes" };
  for (const [pattern, unit] of PATTERNS) {
    const amount = iso.match(pattern)?.[1];
    if (amount) return { amount, unit };
  }
  return { amount: iso, unit: "iso" };
}

/** The ISO 8601 duration that was typed into a pair of fields; absent when empty, so that the default applies. */
export function toDuration(fields: TypedFields, name: string): string | undefined {
  const { amount, unit } = typedDuration(fields, name);
  if (!amount) return undefined;
  const number = amount.replace(",", ".");
  if (!isNumber(amount)) return amount.toUpperCase();
  if (Number(number) === 0) return "PT0S";
  return { minutes: `PT${number}M`, hours: `PT${number}H`, days: `P${number}D` }[unit] ?? amount;
}

/** Where a number was typed that is none. A duration in ISO 8601 is left to the API's own schema. */
export function faultsOfDuration(fields: TypedFields, name: string): FieldError[] {
  const { amount, unit } = typedDuration(fields, name);
  if (!amount || isNumber(amount) || unit === "iso" || /^p/i.test(amount)) return [];
  return [{ path: name, message: "must be a number, 0 or more" }];
}

function typedDuration(fields: TypedFields, name: string): TypedDuration {
  return { amount: fields[`${name}_amount`] ?? "", unit: fields[`${name}_unit`] ?? "" };
}

function isNumber(amount: string): boolean {
  return /^\d+([.,]\d+)?$/.test(amount);
}
