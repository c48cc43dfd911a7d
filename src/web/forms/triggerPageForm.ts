import { proposeKey } from "../../lib/proposeKey.js";
import type { FieldError } from "../../lib/errors.js";
import type { ChannelName } from "../../records/channel.js";
import type { Trigger } from "../../records/trigger.js";
import type { TriggerInput } from "../../domain/triggers/saveTrigger.js";
import { conditionFields, toCondition, typedConditions } from "./conditionRows.js";
import { triggerForm } from "./configurationForms.js";
import { faultsOfDuration, fromDuration, toDuration } from "./durationField.js";
import { faultsOfReminders, readReminders, reminderFields, toRowPath } from "./reminderForm.js";
import { faultsOfNewKey, readFields, readTyped, type TypedFields } from "./pageFields.js";

const DURATIONS = ["delay", "quietPeriod", "expiresAfter"] as const;

/** A new trigger as typed; without a key the touchpoint and the event propose one. */
export function readNewTrigger(body: unknown): TriggerInput {
  const fields = readFields(body);
  const { key: typedKey, touchpoint = "", event_type: type = "" } = fields;
  const key = typedKey || proposeKey(`${touchpoint} after ${type}`);
  return { key, ...read(fields, faultsOfNewKey(key)) };
}

/** What can change of a trigger. */
export function readTrigger(body: unknown): Omit<TriggerInput, "key"> {
  return read(readFields(body), []);
}

/** A stored trigger as it would have been typed. */
export function toFields(trigger: Trigger): TypedFields {
  const fields: TypedFields = {
    event_type: trigger.event.type,
    touchpoint: trigger.touchpoint,
    survey: trigger.survey,
    channels: trigger.channels.join(","),
    sample: String(Number((trigger.sample * 100).toPrecision(12))),
    unless: trigger.unless.join(", "),
    ...(trigger.active && { active: "on" }),
    ...reminderFields(trigger.reminders ?? []),
  };
  for (const name of DURATIONS) {
    const stored = trigger[name];
    if (stored === null) continue;
    const { amount, unit } = fromDuration(stored);
    Object.assign(fields, { [`${name}_amount`]: amount, [`${name}_unit`]: unit });
  }
  return { ...fields, ...conditionFields(trigger.event.where, "event_where") };
}

function read(fields: TypedFields, faultsOfKey: FieldError[]): Omit<TriggerInput, "key"> {
  const { event_type: type, touchpoint, survey, channels, sample = "", unless = "", active } = fields;
  const percent = Number(sample.replace(",", ".").replace(/\s*%$/, ""));
  const isPercent = percent >= 0 && percent <= 100;
  const faults = [
    ...faultsOfKey,
    ...faultsOfReminders(fields),
    ...DURATIONS.flatMap((name) => faultsOfDuration(fields, name)),
    ...(isPercent ? [] : [{ path: "sample", message: "must be a number from 0 to 100" }]),
  ];
  const input = {
    event: { type: type || undefined, where: typedConditions(fields, "event_where").map(toCondition) },
    touchpoint: touchpoint || undefined,
    survey: survey || undefined,
    channels: (channels || "email").split(",") as ChannelName[],
    sample: sample === "" || !isPercent ? undefined : Number((percent / 100).toPrecision(12)),
    unless: unless
      .split(",")
      .map((one) => one.trim())
      .filter(Boolean),
    reminders: readReminders(fields),
    active: active !== undefined,
    ...Object.fromEntries(DURATIONS.map((name) => [name, toDuration(fields, name)])),
  };
  return readTyped(triggerForm, input, faults, (path) => toRowPath(fields, path));
}
