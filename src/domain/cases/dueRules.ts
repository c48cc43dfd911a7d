import type { Case } from "../../records/case.js";
import type { Calendar } from "../../records/team.js";
import type { CaseEdit } from "../../store/cases.js";
import { addBusinessMinutes, businessMinutesBetween } from "./calendarRules.js";

/** The place in a queue of what is never due. */
export const END_OF_TIME = new Date("9999-12-31T00:00:00.000Z");

/** When something is due, and what follows from it for queue and escalation. */
export function dueFields(dueAt: Date | null): Required<Pick<CaseEdit, "set" | "unset">> {
  return dueAt
    ? { set: { dueAt, queueAt: dueAt, escalateAt: dueAt }, unset: [] }
    : { set: { dueAt, queueAt: END_OF_TIME }, unset: ["escalateAt"] };
}

/** The same, without managers being told. */
export function withoutTelling({ set, unset }: ReturnType<typeof dueFields>): ReturnType<typeof dueFields> {
  const { escalateAt: _told, ...rest } = set;
  return { set: rest, unset: [...new Set([...unset, "escalateAt" as const])] };
}

/** What is due next: to be in touch, unless somebody was or nobody could be; then to resolve it. */
export function nextDue({
  contactedAt,
  contactDueAt,
  resolveDueAt,
}: Pick<Case, "contactedAt" | "contactDueAt" | "resolveDueAt">): Date | null {
  return contactedAt || contactDueAt === null ? resolveDueAt : contactDueAt;
}

/** What is never due is later than anything. */
export function isEarlier(a: Date | null, b: Date | null): boolean {
  return a !== null && (b === null || a < b);
}

/** What was over before the clock stood stays over. */
export function putOff(due: Date | null, since: Date, now: Date, calendar: Calendar): Date | null {
  if (!due || due <= since) return due;
  return addBusinessMinutes(now, businessMinutesBetween(since, due, calendar), calendar);
}

/** What is never due is always in time. */
export function isInTime(due: Date | null, at: Date): boolean {
  return due === null || at <= due;
}

/** Business minutes since it was opened, whole ones, without those that we waited. */
export function workedMinutes(
  { openedAt, waitedMinutes, waitingSince }: Case,
  calendar: Calendar,
  at: Date,
): number {
  const waiting = waitingSince ? businessMinutesBetween(waitingSince, at, calendar) : 0;
  return Math.max(0, Math.round(businessMinutesBetween(openedAt, at, calendar) - waitedMinutes - waiting));
}
