import { Conflict } from "../../lib/errors.js";
import type { Case, CaseChange, ContactResult, Outcome, Recovery } from "../../records/case.js";
import type { Priority } from "../../records/caseRule.js";
import type { SurveyResponse } from "../../records/response.js";
import type { Calendar } from "../../records/team.js";
import type { CaseEdit } from "../../store/cases.js";
import { changeOf, requireActive, type Act } from "./actRules.js";
import { isLowest } from "../metrics/rules.js";
import { businessMinutesBetween } from "./calendarRules.js";
import { dueFields, END_OF_TIME, isEarlier, isInTime, nextDue, workedMinutes } from "./dueRules.js";
import { resume } from "./pauseRules.js";
import { moreUrgent } from "./rules.js";

/*
 * open -> assigned -> resolved -> open or assigned (reopened). Waiting for the customer and escalated are marks on an
 * open or assigned case. Each function says what becomes of a case; null when it is so already; Conflict when it may not.
 */

const KEPT_JOINED = 20;

export function take(theCase: Case, user: string, act: Act): CaseEdit | null {
  requireActive(theCase);
  if (theCase.owner === user) return null;
  if (theCase.owner) throw new Conflict("Somebody else has taken this one already.", "already_taken");
  return { set: owned(user, act), change: changeOf("taken", act) };
}

/** From whoever was seen to have it (null: nobody) to another (null: back to everybody). */
export function assign(
  theCase: Case,
  { from, to }: { from: string | null; to: string | null },
  act: Act,
): CaseEdit | null {
  requireActive(theCase);
  if ((theCase.owner ?? null) === to) return null;
  if ((theCase.owner ?? null) !== from)
    throw new Conflict("Somebody else was given this one meanwhile.", "already_taken");
  if (to === null)
    return { set: { state: "open" }, unset: ["owner", "ownedAt"], change: changeOf("released", act) };
  return { set: owned(to, act), change: { ...changeOf("assigned", act), about: to } };
}

function owned(user: string, { at }: Act) {
  return { state: "assigned" as const, owner: user, ownedAt: at };
}

/**
 * Another answer of the customer, also one that was said before in other words: it makes the case more urgent, and we
 * no longer wait for them.
 */
export function join(
  theCase: Case,
  { response, ...rule }: { response: SurveyResponse; priority: Priority; contactDueAt: Date | null },
  calendar: Calendar,
  act: Act,
): CaseEdit | null {
  const { id, score, category } = response;
  const { contactDueAt } = rule;
  const priority = moreUrgent(theCase.priority, rule.priority);
  const isOwn = theCase.response === id;
  const isKnown = isOwn || theCase.joined.includes(id);
  const isOther = isOwn && score !== theCase.score;
  if (isKnown && !isOther && priority === theCase.priority) return null;
  const resumed = theCase.waitingSince && theCase.isActive ? resume(theCase, calendar, act) : null;
  const { contactDueAt: standing } = { ...theCase, ...resumed?.set };
  const mustBeSooner = !theCase.contactedAt && isEarlier(contactDueAt, standing);
  const due = mustBeSooner ? dueFields(contactDueAt) : null;
  const unset = (resumed?.unset ?? []).filter((field) => !due || !(field in due.set));
  return {
    set: {
      ...resumed?.set,
      priority,
      ...(isOther && { score, category }),
      ...(!isKnown && { joined: [...theCase.joined, id].slice(-KEPT_JOINED) }),
      ...(mustBeSooner && { contactDueAt }),
      ...due?.set,
    },
    unset,
    change: { ...changeOf("joined", act), about: id },
  };
}

/** An attempt to get in touch; only one that reached somebody, or left a message, is a contact. */
export function contact(theCase: Case, result: ContactResult, calendar: Calendar, act: Act): CaseEdit | null {
  requireActive(theCase);
  const change = { ...changeOf("contacted", act), result };
  return result === "no_answer" ? { change } : touch(theCase, calendar, change);
}

/** We wrote to the customer: that is a contact too. */
export function reply(theCase: Case, message: string, calendar: Calendar, act: Act): CaseEdit {
  return touch(theCase, calendar, { ...changeOf("replied", act), about: message });
}

/** The first contact stands; from then on it is due to be resolved. */
function touch(theCase: Case, calendar: Calendar, change: CaseChange): CaseEdit {
  if (theCase.contactedAt || !theCase.isActive) return { change };
  const { at } = change;
  const due = theCase.waitingSince ? null : dueFields(theCase.resolveDueAt);
  return {
    set: {
      contactedAt: at,
      contactMinutes: workedMinutes(theCase, calendar, at),
      isContactInTime: isInTime(theCase.contactDueAt, theCase.waitingSince ?? at),
      ...due?.set,
    },
    unset: due?.unset ?? [],
    change,
  };
}

/** The customer has written: we no longer wait for them. */
export function receive(theCase: Case, message: string, calendar: Calendar, act: Act): CaseEdit {
  const change = { ...changeOf("received", act), about: message };
  const resumed = theCase.waitingSince && theCase.isActive ? resume(theCase, calendar, act) : null;
  return { ...resumed, change };
}

/** Managers are told, once for each time that is over; null when there is nothing to tell any more. */
export function escalate(theCase: Case, act: Act): CaseEdit | null {
  if (!theCase.isActive || !theCase.escalateAt || theCase.escalateAt > act.at) return null;
  return { set: { escalatedAt: act.at }, unset: ["escalateAt"], change: changeOf("escalated", act) };
}

export function resolve(
  theCase: Case,
  { user, cause, outcome }: { user: string; cause: string; outcome: Outcome },
  calendar: Calendar,
  act: Act,
): CaseEdit | null {
  const { isActive, owner, resolvedBy } = theCase;
  if (!isActive && resolvedBy === user && theCase.cause === cause && theCase.outcome === outcome) return null;
  requireActive(theCase);
  if (owner !== user) throw new Conflict("Take this case first.", "not_yours");
  const { at } = act;
  const waited = theCase.waitingSince ? businessMinutesBetween(theCase.waitingSince, at, calendar) : 0;
  const waitedMinutes = theCase.waitedMinutes + waited;
  return {
    set: {
      state: "resolved",
      isActive: false,
      resolvedAt: at,
      resolvedBy: user,
      cause,
      outcome,
      waitedMinutes,
      resolveMinutes: workedMinutes({ ...theCase, waitedMinutes }, calendar, at),
      isResolvedInTime: isInTime(theCase.resolveDueAt, theCase.waitingSince ?? at),
      dueAt: null,
      queueAt: END_OF_TIME,
    },
    unset: ["openFor", "waitingSince", "escalateAt"],
    change: changeOf("resolved", act),
  };
}

/** Open again, with whoever had it; its resolution is due anew, and the first contact where nobody was in touch. */
export function reopen(
  theCase: Case,
  anew: Pick<Case, "contactDueAt" | "resolveDueAt">,
  act: Act,
): CaseEdit | null {
  if (theCase.isActive) return null;
  const { resolveDueAt } = anew;
  const contactDueAt = theCase.contactedAt ? theCase.contactDueAt : anew.contactDueAt;
  const due = dueFields(nextDue({ ...theCase, contactDueAt, resolveDueAt }));
  return {
    set: {
      state: theCase.owner ? "assigned" : "open",
      isActive: true,
      openFor: theCase.customer,
      contactDueAt,
      resolveDueAt,
      ...due.set,
    },
    unset: [
      "resolvedAt",
      "resolvedBy",
      "resolveMinutes",
      "isResolvedInTime",
      "cause",
      "outcome",
      ...due.unset,
    ],
    change: changeOf("reopened", act),
  };
}

/** What the customer said when asked again; the newest word stands. */
export function recover(theCase: Case, recovery: Recovery, act: Act): CaseEdit | null {
  const known = theCase.recovery;
  if (known?.response === recovery.response && known.score === recovery.score) return null;
  if (known && known.at > recovery.at) return null; // a repair comes to it once more
  const { metric, score, category } = recovery;
  return {
    set: {
      recovery,
      isRecovered: !isLowest(metric, category),
      recoveryMetric: metric,
      recoveryScore: score,
    },
    change: { ...changeOf("answered_again", act), about: recovery.response },
  };
}

/** The customer is going to be asked how it is now. */
export function askAgain(theCase: Case, act: Act): CaseEdit | null {
  if (theCase.isAskedAgain) return null;
  return { set: { isAskedAgain: true }, change: changeOf("asked_again", act) };
}
