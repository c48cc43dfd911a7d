import { Conflict } from "../../lib/errors.js";
import type { Case } from "../../records/case.js";
import type { CaseMessage } from "../../records/caseMessage.js";
import * as caseMessages from "../../store/caseMessages.js";
import * as cases from "../../store/cases.js";
import type { Context } from "../context.js";
import { calendarOf } from "./calendarOf.js";
import { changeCase } from "./changeCase.js";
import { reopenCase } from "./reopenCase.js";
import { replyFailed } from "./failedReplyRules.js";
import { THREAD_LASTS_MS } from "./replyRules.js";
import { receive, reply } from "./states.js";

/**
 * The case tells of a message: one of ours is a contact unless it fails, one of the customer ends our waiting for them and opens a
 * case again that was resolved in the last 14 days. Of an older one it is told without opening it. A machine's mail is
 * kept and changes nothing. May be repeated, also after a crash at any point.
 */
export async function noteMessage(context: Context, message: CaseMessage): Promise<void> {
  const theCase = await cases.find(message.case);
  if (theCase && message.direction === "out") await change(context, theCase, message);
  if (theCase && message.state === "failed") await noteFailed(context, theCase, message);
  if (theCase && message.direction === "in" && !message.isAutomatic)
    await noteReceived(context, theCase, message);
  await caseMessages.moveToDone(message);
}

async function noteFailed(context: Context, theCase: Case, message: CaseMessage): Promise<void> {
  const { id, failedAt: at = message.at, reason = "refused" } = message;
  const calendar = await calendarOf(context, theCase);
  await changeCase(context, theCase.id, { at }, (read, act) =>
    read.changes.some(({ kind, about }) => kind === "reply_failed" && about === id)
      ? null
      : replyFailed(read, { message: id, reason }, calendar, act),
  );
}

async function noteReceived(context: Context, theCase: Case, message: CaseMessage): Promise<void> {
  if (tellsOf(theCase, message)) return;
  const open = await toOpen(context, theCase, message);
  if (open.id !== theCase.id) await caseMessages.setCase(message.id, open.id);
  await change(context, open, message);
}

/** The case that the words of the customer are for: their open one, else this one, opened again if it is not long ago. */
async function toOpen(context: Context, theCase: Case, { at }: CaseMessage): Promise<Case> {
  if (theCase.isActive) return theCase;
  const other = await cases.findOpenFor(theCase.customer);
  if (other) return other;
  const { resolvedAt } = theCase;
  if (!resolvedAt || at.getTime() - resolvedAt.getTime() > THREAD_LASTS_MS) return theCase;
  try {
    return await reopenCase(context, theCase, undefined, at);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    return (await cases.findOpenFor(theCase.customer)) ?? theCase; // another one was opened just now
  }
}

async function change(context: Context, theCase: Case, message: CaseMessage): Promise<void> {
  const { id, at, by, direction } = message;
  const calendar = await calendarOf(context, theCase);
  await changeCase(context, theCase.id, { at, ...(by && { by }) }, (read, act) => {
    if (tellsOf(read, message)) return null;
    return direction === "out" ? reply(read, id, calendar, act) : receive(read, id, calendar, act);
  });
}

function tellsOf({ changes }: Case, { id, direction }: CaseMessage): boolean {
  const kind = direction === "out" ? "replied" : "received";
  return changes.some((one) => one.kind === kind && one.about === id);
}
