import { z } from "zod";
import type { FieldError } from "../../lib/errors.js";
import { canonicalLocale } from "../../lib/locale.js";
import type { Reminder } from "../../records/trigger.js";
import { faultsOfDuration, fromDuration, toDuration } from "./durationField.js";
import { duration } from "./fields.js";
import type { TypedFields } from "./pageFields.js";
import { translationsOf } from "./translations.js";

/** More would be nagging: the facts of the field say so. */
export const MOST_REMINDERS = 2;

/** Lines for texts that the page reads; one more than it shows beside those that are filled. */
const MAX_TEXTS = 30;

/** An SMS repeats the question behind it. */
const MAX_TEXT = 300;

const reminder = z
  .strictObject({
    after: duration.refine((iso) => !/^[^1-9]*$/.test(iso), "must be more than nothing"),
    channel: z.enum(["same", "other"], "must be same or other").default("same"),
    text: translationsOf(MAX_TEXT).optional(),
  })
  .transform(({ text, ...rest }): Reminder => ({
    ...rest,
    ...(text && Object.keys(text).length > 0 && { text }),
  }));

export const remindersForm = z
  .array(reminder, "must be a list of reminders")
  .max(MOST_REMINDERS, `must have ${MOST_REMINDERS} reminders at most`)
  .default([]);

/** The lines of one reminder's own texts that were typed. */
export function typedTexts(fields: TypedFields, name: string): { language: string; text: string }[] {
  return Array.from({ length: MAX_TEXTS }, (_, row) => ({
    language: fields[`${name}_text_${row}_language`] ?? "",
    text: fields[`${name}_text_${row}_text`] ?? "",
  })).filter(({ language, text }) => language || text);
}

/** The reminders as typed; see `filledRows`. */
export function readReminders(fields: TypedFields) {
  return filledRows(fields).map((row) => {
    const name = `reminders_${row}`;
    const texts = typedTexts(fields, name).map(({ language, text }) => [language || "?", text]);
    return {
      after: toDuration(fields, `${name}_after`),
      channel: fields[`${name}_channel`] ?? "same",
      text: Object.fromEntries(texts) as object,
    };
  });
}

/** What is wrong with typed reminders, in the page's words and by the rows of the page. */
export function faultsOfReminders(fields: TypedFields): FieldError[] {
  return filledRows(fields).flatMap((row) => {
    const name = `reminders_${row}`;
    const path = `reminders.${row}`;
    const faults = faultsOfDuration(fields, `${name}_after`).map((fault) => ({
      ...fault,
      path: `${path}.after`,
    }));
    if (!toDuration(fields, `${name}_after`))
      faults.push({ path: `${path}.after`, message: "is required: there is a text for this reminder" });
    const languages = typedTexts(fields, name).map(
      ({ language }) => canonicalLocale(language) ?? language.toLowerCase(),
    );
    const twice = languages.find((one, place) => languages.indexOf(one) !== place);
    if (languages.includes(""))
      faults.push({ path: `${path}.text.?`, message: "needs a language for each text" });
    else if (twice) faults.push({ path: `${path}.text.${twice}`, message: `has two texts in ${twice}` });
    return faults;
  });
}

/** The API counts the filled reminders only: the row of the page that its path means. */
export function toRowPath(fields: TypedFields, path: string): string {
  const rows = filledRows(fields);
  return path.replace(/^reminders\.(\d+)/, (all, place: string) => {
    const row = rows[Number(place)];
    return row === undefined ? all : `reminders.${row}`;
  });
}

/** The rows in which something was typed; an empty one is no reminder. */
function filledRows(fields: TypedFields): number[] {
  return Array.from({ length: MOST_REMINDERS }, (_, row) => row).filter((row) => {
    const name = `reminders_${row}`;
    return toDuration(fields, `${name}_after`) || typedTexts(fields, name).length > 0;
  });
}

/** Stored reminders as they would have been typed. */
export function reminderFields(reminders: readonly Reminder[]): TypedFields {
  const fields: TypedFields = {};
  reminders.forEach(({ after, channel, text = {} }, row) => {
    const name = `reminders_${row}`;
    const { amount, unit } = fromDuration(after);
    Object.assign(fields, {
      [`${name}_after_amount`]: amount,
      [`${name}_after_unit`]: unit,
      [`${name}_channel`]: channel,
    });
    Object.entries(text).forEach(([language, one], place) => {
      fields[`${name}_text_${place}_language`] = language;
      fields[`${name}_text_${place}_text`] = one;
    });
  });
  return fields;
}
