import type { Case } from "../../records/case.js";
import type { Calendar } from "../../records/team.js";
import type { CaseEdit } from "../../store/cases.js";
import { changeOf, requireActive, type Act } from "./actRules.js";
import { businessMinutesBetween } from "./calendarRules.js";
import { dueFields, nextDue, putOff, withoutTelling } from "./dueRules.js";

/** We wait for the customer: the clock stands. */
export function wait(theCase: Case, act: Act): CaseEdit | null {
  requireActive(theCase);
  if (theCase.waitingSince) return null;
  const { set, unset } = dueFields(null);
  return { set: { ...set, waitingSince: act.at }, unset, change: changeOf("waiting", act) };
}

/** The clock goes on: what was left of the time is left again. */
export function resume(theCase: Case, calendar: Calendar, act: Act): CaseEdit | null {
  requireActive(theCase);
  const { waitingSince, contactedAt } = theCase;
  if (!waitingSince) return null;
  const later = (due: Date | null) => putOff(due, waitingSince, act.at, calendar);
  const contactDueAt = contactedAt ? theCase.contactDueAt : later(theCase.contactDueAt);
  const resolveDueAt = later(theCase.resolveDueAt);
  const next = nextDue({ ...theCase, contactDueAt, resolveDueAt });
  const due = isToldOf(theCase, next) ? withoutTelling(dueFields(next)) : dueFields(next);
  return {
    set: {
      contactDueAt,
      resolveDueAt,
      waitedMinutes: theCase.waitedMinutes + businessMinutesBetween(waitingSince, act.at, calendar),
      ...due.set,
    },
    unset: ["waitingSince", ...due.unset],
    change: changeOf("resumed", act),
  };
}

/** Managers know already that this time is over: it was so before the clock stood. */
export function isToldOf({ escalatedAt, contactedAt }: Case, due: Date | null): boolean {
  if (!escalatedAt || !due || due > escalatedAt) return false;
  return !contactedAt || contactedAt <= escalatedAt; // else they were told of the first contact
}
