import type { Reminder } from "../../records/trigger.js";
import { DURATION_UNITS } from "../forms/durationField.js";
import type { TypedFields } from "../forms/pageFields.js";
import { MOST_REMINDERS, typedTexts } from "../forms/reminderForm.js";
import { durationWords } from "./durationWords.js";
import { errorOf, type PresentedForm } from "./form.js";

const NUMBERS = ["First", "Second"];

const CHANNELS = [
  { value: "same", label: "The same channel" },
  { value: "other", label: "The other channel, if there is an address" },
];

/** The reminders of a trigger's form, the empty ones too. */
export function presentReminders(form: PresentedForm) {
  const values = form.values as TypedFields;
  return Array.from({ length: MOST_REMINDERS }, (_, row) => {
    const name = `reminders_${row}`;
    const unit = values[`${name}_after_unit`] ?? "days";
    const channel = values[`${name}_channel`] ?? "same";
    const units = ["iso", ...DURATION_UNITS].filter((one) => one !== "iso" || unit === "iso");
    const texts = [...typedTexts(values, name), { language: "", text: "" }, { language: "", text: "" }];
    return {
      title: `${NUMBERS[row]} reminder`,
      hint:
        row === 0 ? "After the ask. Empty: no reminder." : "After the first one. Empty: only one reminder.",
      after: {
        name: `${name}_after`,
        amount: values[`${name}_after_amount`] ?? "",
        units: units.map((value) => ({
          value,
          label: value === "iso" ? "(ISO 8601)" : value,
          isChosen: value === unit,
        })),
        error: errorOf(form, `${name}_after`),
      },
      channel: {
        name: `${name}_channel`,
        options: CHANNELS.map((one) => ({ ...one, isChosen: one.value === channel })),
        error: errorOf(form, `${name}_channel`),
      },
      texts: texts.map((one, place) => ({
        ...one,
        number: place + 1,
        name: `${name}_text_${place}`,
      })),
      textError: errorOf(form, `${name}_text`),
      hasTexts: texts.length > 2,
    };
  });
}

/** "3 days later", "7 days later by the other channel" */
export function remindersInWords(reminders: readonly Reminder[] | undefined): string[] {
  return (reminders ?? []).map(
    ({ after, channel }) =>
      `${durationWords(after)} later${channel === "other" ? " by the other channel" : ""}`,
  );
}
