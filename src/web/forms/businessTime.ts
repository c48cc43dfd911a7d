import type { FieldError } from "../../lib/errors.js";
import type { TypedFields } from "./pageFields.js";

/** What people mean by a working day, whatever the hours of a team are. */
export const DAY_MINUTES = 8 * 60;

const UNITS: Record<string, number> = { minutes: 1, hours: 60, days: DAY_MINUTES };

export const BUSINESS_UNITS = Object.keys(UNITS);

/** Minutes of business hours as a person would type them: 960 is 2 days, 90 is 1.5 hours. */
export function fromMinutes(minutes: number): { amount: string; unit: string } {
  if (minutes % DAY_MINUTES === 0) return { amount: String(minutes / DAY_MINUTES), unit: "days" };
  if (minutes % 30 === 0) return { amount: String(minutes / 60), unit: "hours" };
  return { amount: String(minutes), unit: "minutes" };
}

/** The fields of a pair of amount and unit. */
export function timeFields(minutes: number, name: string): TypedFields {
  const { amount, unit } = fromMinutes(minutes);
  return { [`${name}_amount`]: amount, [`${name}_unit`]: unit };
}

/** The minutes that were typed into a pair of fields; absent when it is empty or no number. */
export function toMinutes(fields: TypedFields, name: string): number | undefined {
  const amount = (fields[`${name}_amount`] ?? "").replace(",", ".");
  const unit = UNITS[fields[`${name}_unit`] ?? "hours"];
  if (!/^\d+(\.\d+)?$/.test(amount) || !unit) return undefined;
  return Math.round(Number(amount) * unit);
}

/** What is wrong with such a pair. */
export function faultsOfTime(fields: TypedFields, name: string): FieldError[] {
  if (toMinutes(fields, name) !== undefined) return [];
  const isEmpty = !fields[`${name}_amount`];
  return [{ path: name, message: isEmpty ? "is required" : "must be a number, for example 4" }];
}
