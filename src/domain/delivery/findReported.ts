import { subtractDuration } from "../../lib/duration.js";
import type { Attempt, Invitation } from "../../records/invitation.js";
import type { MailReport } from "../../records/mailReport.js";
import * as customers from "../../store/customers.js";
import * as invitationLists from "../../store/invitationLists.js";
import * as invitations from "../../store/invitations.js";
import { readOwnAddress, readOwnMessageId } from "./mailAddresses.js";

/** Without an id a report is about a recent mail or about somebody else's. */
const RECENTLY = "P30D";
const LOOKED_AT = 20;

export interface Reported {
  invitation: Invitation;
  /** The attempt's place. */
  index: number;
  attempt: Attempt;
  /** Found by an id of ours, and not only by who it was sent to. */
  isCertain: boolean;
}

/**
 * The try that a report is about: by the address it was returned to, else by its Message-ID, else by its recipient.
 * Null for a mail that is not ours.
 */
export async function findReported(
  report: Pick<MailReport, "returnedTo" | "invitation" | "messageId" | "recipient" | "at">,
): Promise<Reported | null> {
  const { returnedTo, messageId, recipient, at } = report;
  const id =
    report.invitation ||
    (returnedTo && readOwnAddress(returnedTo)?.invitation) ||
    (messageId && readOwnMessageId(messageId));
  if (id) {
    const invitation = await invitations.find(id);
    const index = invitation ? tryBefore(invitation.attempts, at) : -1;
    return invitation && index >= 0
      ? { invitation, index, attempt: invitation.attempts[index]!, isCertain: true }
      : null;
  }
  return recipient ? findByRecipient(recipient.toLowerCase(), at) : null;
}

async function findByRecipient(recipient: string, at: Date): Promise<Reported | null> {
  const since = subtractDuration(at, RECENTLY);
  for (const customer of await customers.listByEmail(recipient, LOOKED_AT)) {
    for (const invitation of await invitationLists.listByCustomer(customer.id, LOOKED_AT)) {
      const index = tryBefore(invitation.attempts, at, recipient);
      const attempt = invitation.attempts[index];
      if (attempt && attempt.startedAt > since) return { invitation, index, attempt, isCertain: false };
    }
  }
  return null;
}

/**
 * The last mail that had begun when the report's event happened, so that a repeated report about a first try says
 * nothing about the second. When the reporter's clock is behind, it is the first mail.
 */
function tryBefore(attempts: readonly Attempt[], at: Date, to?: string): number {
  const isMail = ({ channel, to: address }: Attempt) => channel === "email" && (!to || address === to);
  const begun = attempts.findLastIndex((one) => isMail(one) && one.startedAt <= at);
  return begun >= 0 ? begun : attempts.findIndex(isMail);
}
