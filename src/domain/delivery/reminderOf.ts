import { matchLocale } from "../../lib/locale.js";
import type { Invitation } from "../../records/invitation.js";
import { REMINDER_TEXTS } from "../surveys/texts/reminders.js";

export interface ReminderTexts {
  subject(brand: string): string;
  text: string;
  /** Behind the message id of the ask: the same reminder always has the same. */
  suffix: string;
  /** Behind the link in a text message, by which a provider tells the reminder from the ask. The page does not read it. */
  mark: string;
}

/** What makes the message at hand a reminder; null for the ask itself. Its own text in the language, else a default. */
export function reminderOf(
  { reminder, reminders = [] }: Pick<Invitation, "reminder" | "reminders">,
  language: string,
): ReminderTexts | null {
  if (!reminder) return null;
  const own = reminders[reminder - 1]?.text ?? {};
  const match = matchLocale([language], Object.keys(own));
  const defaults = REMINDER_TEXTS[matchLocale([language], Object.keys(REMINDER_TEXTS)) ?? "en"]!;
  return {
    subject: defaults.subject,
    text: (match && own[match]) ?? defaults.text,
    suffix: `.r${reminder}`,
    mark: `?r=${reminder}`,
  };
}
