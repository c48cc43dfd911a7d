import type { Case, CaseChange } from "../../records/case.js";
import type { MessageFailure } from "../../records/caseMessage.js";
import type { Calendar } from "../../records/team.js";
import type { CaseEdit } from "../../store/cases.js";
import { changeOf, type Act } from "./actRules.js";
import { dueFields, withoutTelling } from "./dueRules.js";
import { isToldOf, resume } from "./pauseRules.js";

/**
 * A message of ours did not arrive. Where it was the first contact and nobody else got through since, there was none:
 * a promise is not kept by a mail that came back.
 */
export function replyFailed(
  theCase: Case,
  { message, reason }: { message: string; reason: MessageFailure },
  calendar: Calendar,
  act: Act,
): CaseEdit {
  const change = { ...changeOf("reply_failed", act), about: message, reason };
  if (!theCase.contactedAt || isContactWithout(theCase, theCase.contactedAt, message)) return { change };
  return { ...takeBack(theCase, theCase.contactedAt, calendar, act), change };
}

/** Whether somebody was in touch otherwise than by messages that failed, from the first contact on. */
function isContactWithout({ changes }: Case, contactedAt: Date, message: string): boolean {
  const first = changes.findIndex((one) => isTouch(one) && one.at.getTime() === contactedAt.getTime());
  if (first < 0) return true; // only the newest of very many changes are kept
  const reported = changes.filter(({ kind }) => kind === "reply_failed").map(({ about }) => about);
  const failed = new Set([message, ...reported]);
  return changes
    .slice(first)
    .some((one) => isTouch(one) && !(one.kind === "replied" && failed.has(one.about)));
}

function isTouch({ kind, result }: CaseChange): boolean {
  return kind === "replied" || (kind === "contacted" && result !== "no_answer");
}

function takeBack(theCase: Case, contactedAt: Date, calendar: Calendar, act: Act): Omit<CaseEdit, "change"> {
  const { set, unset } = dueAgain(theCase, contactedAt, calendar, act);
  return { set, unset: ["contactedAt", "contactMinutes", "isContactInTime", ...unset] };
}

/** We no longer wait for an answer to what never came; the first contact is due as it was. */
function dueAgain(theCase: Case, contactedAt: Date, calendar: Calendar, act: Act) {
  const { isActive, waitingSince, contactDueAt } = theCase;
  const before = beforeContact(theCase, contactedAt);
  const resumed =
    isActive && waitingSince && waitingSince >= contactedAt ? resume(before, calendar, act) : null;
  if (resumed) return { set: resumed.set ?? {}, unset: resumed.unset ?? [] };
  if (!isActive || waitingSince || !contactDueAt) return { set: {}, unset: [] };
  const due = dueFields(contactDueAt);
  return isToldOf(before, contactDueAt) ? withoutTelling(due) : due;
}

/** As if nobody had been in touch: what managers were told since was about something else. */
function beforeContact(theCase: Case, contactedAt: Date): Case {
  const { contactedAt: _contactedAt, escalatedAt, ...rest } = theCase;
  return { ...rest, ...(escalatedAt && escalatedAt <= contactedAt && { escalatedAt }) };
}
