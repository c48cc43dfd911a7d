import type { Invitation } from "../../records/invitation.js";
import type { OutboxMessage } from "../../records/outboxMessage.js";
import { reasonInWords } from "./reasons.js";

/** What became of an event that was tried out. */
export function presentTry(decisions: Invitation[], messages: (OutboxMessage | null)[], baseUrl: string) {
  const rows = decisions.map((invitation, index) => ({
    trigger: invitation.trigger,
    isAsked: invitation.decision === "ask",
    reason: reasonInWords(invitation),
    message: messages[index] ? `/outbox/${encodeURIComponent(messages[index].id)}` : null,
    survey: messages[index] ? `${baseUrl}/s/${invitation.token}` : null,
    isAnswered: invitation.state === "answered",
  }));
  return { rows, isWaiting: rows.some((row) => row.isAsked && !row.message && !row.reason) };
}
