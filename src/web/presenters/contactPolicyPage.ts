import { Duration } from "luxon";
import type { ContactPolicy } from "../../records/contactPolicy.js";
import type { Trigger } from "../../records/trigger.js";
import type { User } from "../../records/user.js";
import { DURATION_UNITS } from "../forms/durationField.js";
import { may } from "../permissions.js";
import { policyAsCode } from "./asCode.js";
import { presentInstant, zoneName } from "./dates.js";
import { durationWords } from "./durationWords.js";
import { errorOf, type PresentedForm } from "./form.js";
import { faultsInWords } from "./touchpointPages.js";

export interface ContactPolicyFacts {
  policy: ContactPolicy;
  triggers: Trigger[];
  sentToday: number;
  user: User;
  zone: string;
}

/** The page of the contact policy: the rules as a form, and what else keeps people from being asked. */
export function presentContactPolicy(form: PresentedForm, facts: ContactPolicyFacts) {
  const { policy, triggers, sentToday, user, zone } = facts;
  const { values } = form;
  const at = (name: string) => ({ name, value: values[name] ?? "", error: errorOf(form, name) });
  const unit = values["quietPeriod_unit"] ?? "days";
  const units = ["iso", ...DURATION_UNITS].filter((one) => one !== "iso" || unit === "iso");
  const { updatedAt, updatedBy } = policy;
  return {
    title: "Contact policy",
    faults: faultsInWords(form),
    zone: zoneName(zone),
    quietPeriod: {
      name: "quietPeriod",
      amount: values["quietPeriod_amount"] ?? "",
      units: units.map((value) => ({
        value,
        label: value === "iso" ? "(ISO 8601)" : value,
        isChosen: value === unit,
      })),
      error: errorOf(form, "quietPeriod"),
    },
    sms: { from: at("hours_sms_from"), until: at("hours_sms_until") },
    isEmailLimited: values["hours_email"] !== undefined,
    email: { from: at("hours_email_from"), until: at("hours_email_until") },
    dailyCap: at("dailyCap"),
    sentToday: policy.dailyCap === null ? null : { count: sentToday, of: policy.dailyCap },
    holidays: at("holidays"),
    mayChange: may(user.role, "configuration.write"),
    changed: updatedAt && { at: presentInstant(updatedAt, zone), by: updatedBy },
    ownPeriods: triggers
      .filter(({ quietPeriod }) => quietPeriod !== null && quietPeriod !== policy.quietPeriod)
      .map(({ key, quietPeriod }) => ({
        key,
        period: durationWords(quietPeriod!) || "none",
        isLooser: lengthOf(quietPeriod!) < lengthOf(policy.quietPeriod),
      })),
    code: policyAsCode(policy),
  };
}

function lengthOf(iso: string): number {
  return Duration.fromISO(iso).toMillis();
}
