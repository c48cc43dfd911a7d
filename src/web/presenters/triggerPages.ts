import { STAGES, type Touchpoint } from "../../records/touchpoint.js";
import type { Trigger } from "../../records/trigger.js";
import type { Survey } from "../../records/survey.js";
import { DURATION_UNITS } from "../forms/durationField.js";
import type { TypedFields } from "../forms/pageFields.js";
import { triggerAsCode } from "./asCode.js";
import { presentConditions } from "./conditionRows.js";
import { errorOf, type PresentedForm } from "./form.js";
import { faultsInWords, stageName } from "./touchpointPages.js";
import { presentReminders } from "./reminders.js";
import { channelWords, triggerSentence, type Names } from "./triggerSentence.js";

const CHANNEL_ORDERS = [["email"], ["sms"], ["email", "sms"], ["sms", "email"]] as const;

/** What the form of a new trigger begins with: the defaults of the API. */
export const NEW_TRIGGER: TypedFields = {
  delay_amount: "0",
  delay_unit: "hours",
  expiresAfter_amount: "14",
  expiresAfter_unit: "days",
  channels: "email",
  sample: "100",
  active: "on",
};

/** What a trigger may name. */
export interface Choices {
  touchpoints: Touchpoint[];
  surveys: Survey[];
  triggers: Trigger[];
}

export function namesOf({ touchpoints, surveys }: Pick<Choices, "touchpoints" | "surveys">): Names {
  const byKey = (all: { key: string; name: string }[]) => new Map(all.map(({ key, name }) => [key, name]));
  return { touchpoints: byKey(touchpoints), surveys: byKey(surveys) };
}

/** Every trigger as a sentence; without a touchpoint or a survey, what to make first. */
export function presentTriggers(choices: Choices) {
  const names = namesOf(choices);
  const isPaused = (key: string) => choices.surveys.some((one) => one.key === key && one.state === "paused");
  return {
    title: "Triggers",
    triggers: choices.triggers.map((trigger) => ({
      key: trigger.key,
      isActive: trigger.active,
      isSurveyPaused: isPaused(trigger.survey),
      ...triggerSentence(trigger, names),
    })),
    missing: missingOf(choices),
  };
}

/** What has to be made before there can be a trigger. */
export function missingOf({ touchpoints, surveys }: Choices) {
  if (touchpoints.length > 0 && surveys.length > 0) return null;
  return { touchpoint: touchpoints.length === 0, survey: surveys.length === 0 };
}

/** The form of a trigger; `stored` is null while it is new. */
export function presentTriggerForm(form: PresentedForm, stored: Trigger | null, choices: Choices) {
  const values = form.values as TypedFields;
  const at = (name: string) => ({ name, value: values[name] ?? "", error: errorOf(form, name) });
  return {
    title: stored?.key ?? "New trigger",
    action: stored ? `/triggers/${stored.key}` : "/triggers",
    isNew: !stored,
    faults: faultsInWords(form),
    key: stored ? null : at("key"),
    event: { ...at("event_type"), known: eventTypes(choices.triggers) },
    conditions: presentConditions(form, "event_where"),
    touchpoint: { ...at("touchpoint"), groups: touchpointGroups(choices.touchpoints, values["touchpoint"]) },
    survey: { ...at("survey"), options: surveyOptions(choices.surveys, values["survey"]) },
    channels: { ...at("channels"), options: channelOptions(values["channels"]) },
    delay: presentDuration(form, "delay"),
    quietPeriod: presentDuration(form, "quietPeriod"),
    expiresAfter: presentDuration(form, "expiresAfter"),
    reminders: presentReminders(form),
    sample: at("sample"),
    unless: at("unless"),
    isActive: values["active"] !== undefined,
    sentence: stored && triggerSentence(stored, namesOf(choices)),
    dryRunHref: stored && `/triggers/${stored.key}/dry-run`,
    code: stored && triggerAsCode(stored),
  };
}

function presentDuration(form: PresentedForm, name: string) {
  const values = form.values as TypedFields;
  const unit = values[`${name}_unit`] ?? "days";
  const units = DURATION_UNITS.map((value) => ({ value: value as string, label: value as string }));
  if (unit === "iso") units.push({ value: "iso", label: "(ISO 8601)" });
  return {
    name,
    amount: values[`${name}_amount`] ?? "",
    units: units.map((one) => ({ ...one, isChosen: one.value === unit })),
    error: errorOf(form, name),
  };
}

function touchpointGroups(touchpoints: Touchpoint[], chosen: string | undefined) {
  const groups = STAGES.map((stage) => ({
    label: stageName(stage),
    options: touchpoints
      .filter((one) => one.stage === stage)
      .map(({ key, name }) => ({ value: key, label: name, isChosen: key === chosen })),
  }));
  return groups.filter(({ options }) => options.length > 0);
}

function surveyOptions(surveys: Survey[], chosen: string | undefined) {
  return surveys.map(({ key, name, metric, state }) => ({
    value: key,
    label: `${name} (${metric.toUpperCase()}${state === "paused" ? ", paused" : ""})`,
    isChosen: key === chosen,
  }));
}

function channelOptions(chosen: string | undefined) {
  return CHANNEL_ORDERS.map((order) => {
    const value = order.join(",");
    const words = channelWords(order);
    const label = order.length === 1 ? `${words} only` : words;
    return { value, label: label.charAt(0).toUpperCase() + label.slice(1), isChosen: value === chosen };
  });
}

function eventTypes(triggers: Trigger[]): string[] {
  return [...new Set(triggers.flatMap(({ event, unless }) => [event.type, ...unless]))].sort();
}
