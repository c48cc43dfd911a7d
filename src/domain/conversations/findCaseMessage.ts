import type { CaseMessage } from "../../records/caseMessage.js";
import type { Invitation } from "../../records/invitation.js";
import * as caseMessages from "../../store/caseMessages.js";
import { THREAD_LASTS_MS } from "../cases/replyRules.js";
import { stepOf, type Thread, type Understood } from "./rules.js";

/**
 * The message about a case that a text answers; null when it is meant for the survey, or for nothing. A number that an
 * ask waits for is its score, whoever wrote last. Any other word answers whoever wrote last: after "what went wrong?"
 * of the survey and "sorry, I am Bob" of a person it is Bob who is answered.
 */
export async function findCaseMessage(
  { from, at }: { from: string; at: Date },
  asked: { thread: Thread & { invitation: Invitation }; understood: Understood } | null,
): Promise<CaseMessage | null> {
  const since = new Date(at.getTime() - THREAD_LASTS_MS);
  const message = await caseMessages.findLastText(from, since);
  if (!message || !asked) return message;
  const { thread, understood } = asked;
  const step = stepOf(thread);
  if (step === "score") return understood.meaning === "score" ? null : message;
  return step === "comment" && lastWordOf(thread) > message.at ? null : message;
}

/** When the survey spoke last. */
function lastWordOf({ invitation, said }: Thread & { invitation: Invitation }): Date {
  const replied = said.findLast(({ reply }) => reply)?.at;
  return replied ?? invitation.sentAt ?? invitation.createdAt;
}
