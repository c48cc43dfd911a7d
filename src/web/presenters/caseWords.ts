import type { Case, ContactResult, Outcome } from "../../records/case.js";
import type { Priority } from "../../records/caseRule.js";
import { presentInstant } from "./dates.js";

export const OUTCOME_WORDS: Record<Outcome, string> = {
  resolved: "Put right",
  not_reached: "Could not reach the customer",
  cannot_fix: "Cannot be put right",
  misunderstanding: "Was a misunderstanding",
};

export const RESULT_WORDS: Record<ContactResult, string> = {
  reached: "Reached the customer",
  no_answer: "No answer",
  left_message: "Left a message",
};

export const PRIORITY_WORDS: Record<Priority, string> = { urgent: "urgent", high: "high", normal: "normal" };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** "5 min", "2 h 10 min", "3 days": as exact as somebody needs who plans their day. */
export function spanWords(ms: number): string {
  if (ms < HOUR_MS) return `${Math.max(1, Math.floor(ms / MINUTE_MS))} min`;
  if (ms < DAY_MS) {
    const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
    return `${Math.floor(ms / HOUR_MS)} h${minutes > 0 ? ` ${minutes} min` : ""}`;
  }
  const days = Math.floor(ms / DAY_MS);
  return days === 1 ? "1 day" : `${days} days`;
}

/** Minutes of business hours: a working day has no fixed length, so days are not spoken of. */
export function minutesWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = Math.round(minutes % 60);
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

type Dated = Pick<
  Case,
  "isActive" | "dueAt" | "contactDueAt" | "contactedAt" | "waitingSince" | "resolvedAt" | "outcome"
>;

/** When what is due, as a chip: a word beside the colour. */
export function presentDue(theCase: Dated, { now, zone }: { now: Date; zone: string }) {
  const { isActive, dueAt, contactDueAt, contactedAt, waitingSince } = theCase;
  if (!isActive) return { tone: "good", text: "resolved", at: null };
  if (waitingSince)
    return { tone: "", text: "waiting for the customer", at: presentInstant(waitingSince, zone) };
  if (!dueAt) return { tone: "", text: "no due time", at: null };
  const what = contactedAt || !contactDueAt ? "resolution" : "first contact";
  const left = dueAt.getTime() - now.getTime();
  const at = presentInstant(dueAt, zone);
  if (left <= 0) return { tone: "bad", text: `${what} overdue by ${spanWords(-left)}`, at };
  return { tone: left <= 4 * HOUR_MS ? "warn" : "", text: `${what} due in ${spanWords(left)}`, at };
}
