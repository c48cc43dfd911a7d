import { bounceKind } from "../../channels/bounceKind.js";
import { contentHash } from "../../lib/canonicalJson.js";
import type { CaseMessage } from "../../records/caseMessage.js";
import type { InboundMail } from "../../records/inboundMail.js";
import type { Invitation } from "../../records/invitation.js";
import type { MailReport } from "../../records/mailReport.js";
import * as caseMessages from "../../store/caseMessages.js";
import * as invitations from "../../store/invitations.js";
import * as replies from "../../store/replies.js";
import { receiveMail } from "../cases/receiveMail.js";
import type { Context } from "../context.js";
import { optOutById } from "../customers/optOutById.js";
import { readOwnAddress, readOwnMessageId, type MailPurpose } from "./mailAddresses.js";
import { recordBounce, type BounceOutcome } from "./recordBounce.js";
import { isUnsubscribeText, withoutQuote } from "./replyText.js";

const MAX_SUBJECT = 300;

/** "ignored": it says nothing that anybody has to know, such as an out-of-office note. */
export type InboundOutcome = BounceOutcome | "ignored";

/** A mail that came in: a report about one of ours, a wish not to be asked, or what a customer wrote back. */
export async function recordInboundMail(
  context: Context,
  mail: InboundMail,
  now: Date,
): Promise<InboundOutcome> {
  const own = ownAddressOf(mail);
  const report = reportOf(mail, own?.purpose);
  if (report === "none") return "ignored";
  if (report) return recordBounce(context, { ...proven(report), ...returnedTo(mail), at: mail.at }, now);
  if (own?.purpose === "bounce") return "ignored";
  const answered = await findAnswered(mail, own?.invitation);
  if (!answered) {
    context.logger.info("a mail came in that belongs to nothing of ours");
    return "unknown";
  }
  if ("message" in answered)
    return (await receiveMail(context, answered.message, mail, now)) ? "done" : "repeated";
  const { invitation } = answered;
  if (own?.purpose === "unsubscribe") return unsubscribe(invitation, now);
  if (mail.isAutomatic) return "ignored";
  return keepReply(invitation, mail, now);
}

function ownAddressOf({ to }: InboundMail) {
  return to.map(readOwnAddress).find((one) => one !== null);
}

/** Old mail servers send their bounces in words only; a person or a machine that writes there is no bounce. */
function reportOf(mail: InboundMail, purpose: MailPurpose | undefined): InboundMail["report"] {
  if (mail.report || purpose !== "bounce" || !/^(mailer-daemon|postmaster)@|^$/i.test(mail.from))
    return mail.report;
  return bounceKind(mail.text);
}

/** Nobody has signed the mail: what it says of a recipient may be said by anybody, our ids only by who had the mail. */
function proven({ recipient: _claimed, ...report }: Exclude<InboundMail["report"], "none" | undefined>) {
  return report;
}

function returnedTo({ to }: InboundMail): Pick<MailReport, "returnedTo"> {
  const address = to.find((one) => readOwnAddress(one)?.purpose === "bounce");
  return address ? { returnedTo: address } : {};
}

/** What a mail was written about: by the address it was sent to, else by the newest mail that it answers. */
async function findAnswered(
  { references }: InboundMail,
  known: string | undefined,
): Promise<{ invitation: Invitation } | { message: CaseMessage } | null> {
  const ids = known ? [known] : references.map(readOwnMessageId).filter((id) => id !== null);
  for (const id of ids.reverse()) {
    const invitation = await invitations.find(id);
    if (invitation) return { invitation };
    const message = await caseMessages.find(id);
    if (message) return { message };
  }
  return null;
}

async function unsubscribe({ customer, attempts }: Invitation, now: Date): Promise<InboundOutcome> {
  const used = attempts.filter(({ channel }) => channel === "email").map(({ to }) => to);
  await optOutById(customer, "email", { at: now, source: "link" }, used);
  return "done";
}

async function keepReply(invitation: Invitation, mail: InboundMail, now: Date): Promise<InboundOutcome> {
  const text = withoutQuote(mail.text);
  const isNew = await replies.insert({
    id: contentHash({
      invitation: invitation.id,
      messageId: mail.messageId ?? `${mail.at.toISOString()} ${text}`,
    }),
    invitation: invitation.id,
    customer: invitation.customer,
    subject: mail.subject.slice(0, MAX_SUBJECT),
    text,
    at: mail.at,
  });
  if (isUnsubscribeText(text)) return unsubscribe(invitation, now);
  return isNew ? "done" : "repeated";
}
