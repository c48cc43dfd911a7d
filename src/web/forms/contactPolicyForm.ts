import { z } from "zod";
import { isWithin, WIDEST_SMS_HOURS } from "../../domain/contactPolicy/rules.js";
import type { ContactPolicyInput } from "../../domain/contactPolicy/saveContactPolicy.js";
import type { FieldError } from "../../lib/errors.js";
import type { ContactPolicy, SendingHours } from "../../records/contactPolicy.js";
import { faultsOfDuration, fromDuration, toDuration } from "./durationField.js";
import { day, duration } from "./fields.js";
import { readFields, readTyped, type TypedFields } from "./pageFields.js";

const MAX_HOLIDAYS = 400;
const SHORTEST_HOURS_MINUTES = 60;

const time = z
  .string("must be a time such as 08:00")
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time such as 08:00");

const hours = z
  .strictObject({ from: time, until: time }, "must have from and until")
  .refine(({ from, until }) => minutesBetween(from, until) >= SHORTEST_HOURS_MINUTES, {
    path: ["until"],
    error: "must lie an hour or more behind the beginning",
  });

const smsHours = hours.refine((one) => isWithin(one, WIDEST_SMS_HOURS), {
  path: ["from"],
  error: `must lie within ${WIDEST_SMS_HOURS.from} and ${WIDEST_SMS_HOURS.until}: nobody is texted outside of these hours`,
});

/** The whole policy, with the documented defaults. */
export const contactPolicyForm: z.ZodType<ContactPolicyInput> = z.strictObject({
  quietPeriod: duration.default("P30D"),
  hours: z
    .strictObject(
      { sms: smsHours.default(WIDEST_SMS_HOURS), email: hours.nullable().default(null) },
      "must have sms and email",
    )
    .default({ sms: WIDEST_SMS_HOURS, email: null }),
  dailyCap: z
    .number("must be a number, or null for no limit")
    .int("must be a whole number")
    .min(1, "must be 1 or more; pause the surveys to send nothing")
    .max(100_000_000, "must be 100,000,000 or less")
    .nullable()
    .default(null),
  holidays: z
    .array(day, "must be a list of days")
    .max(MAX_HOLIDAYS, `must have ${MAX_HOLIDAYS} days at most`)
    .default([]),
});

/** A stored policy as it would have been typed. */
export function policyFields({ quietPeriod, hours, dailyCap, holidays }: ContactPolicy): TypedFields {
  const { amount, unit } = fromDuration(quietPeriod);
  const { sms, email } = hours;
  return {
    quietPeriod_amount: amount,
    quietPeriod_unit: unit,
    hours_sms_from: sms.from,
    hours_sms_until: sms.until,
    ...(email && { hours_email: "on", hours_email_from: email.from, hours_email_until: email.until }),
    dailyCap: dailyCap === null ? "" : String(dailyCap),
    holidays: holidays.join("\n"),
  };
}

/** The policy as typed on its page. */
export function readContactPolicy(body: unknown): ContactPolicyInput {
  const fields = readFields(body);
  const limit = (fields["dailyCap"] ?? "").replace(/[\s,']/g, "");
  const input = {
    quietPeriod: toDuration(fields, "quietPeriod"),
    hours: {
      sms: typedHours(fields, "hours_sms"),
      email: fields["hours_email"] === undefined ? null : typedHours(fields, "hours_email"),
    },
    dailyCap: limit === "" ? null : Number(limit),
    holidays: (fields["holidays"] ?? "").split(/[\s,;]+/).filter(Boolean),
  };
  return readTyped(contactPolicyForm, input, faultsOf(fields, limit));
}

function faultsOf(fields: TypedFields, limit: string): FieldError[] {
  const isNumber = limit === "" || /^\d+$/.test(limit);
  return [
    ...faultsOfDuration(fields, "quietPeriod"),
    ...(isNumber ? [] : [{ path: "dailyCap", message: "must be a whole number, or empty for no limit" }]),
  ];
}

/** Browsers without a time field send what was typed: "8:00" is meant as "08:00". */
function typedHours(fields: TypedFields, name: string): SendingHours {
  const typed = (end: string) => (fields[`${name}_${end}`] ?? "").slice(0, 5).replace(/^(\d):/, "0$1:");
  return { from: typed("from"), until: typed("until") };
}

function minutesBetween(from: string, until: string): number {
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
  return (minutes(until) - minutes(from) + 1440) % 1440;
}
