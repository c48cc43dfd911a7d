import { toDeliveryError } from "../../channels/twilioErrors.js";
import type { CaseMessage } from "../../records/caseMessage.js";
import type { Arrival } from "../../records/invitation.js";
import type { MailReport } from "../../records/mailReport.js";
import * as caseMessages from "../../store/caseMessages.js";
import * as providerMessages from "../../store/providerMessages.js";
import * as suppressions from "../../store/suppressions.js";
import type { Context } from "../context.js";
import { optOutById } from "../customers/optOutById.js";
import { drawConsequence } from "../delivery/drawConsequence.js";
import { readOwnAddress, readOwnMessageId } from "../delivery/mailAddresses.js";
import { noteMessage } from "./noteMessage.js";

/**
 * What a provider, or a mail that came back, says of a mail about a case. Nobody tries again: the case tells that it did
 * not arrive. False when it is about none.
 */
export async function recordReplyReport(context: Context, report: MailReport, now: Date): Promise<boolean> {
  const { kind, code } = report;
  const message = await findReported(report);
  const index = message?.attempts.findLastIndex(({ channel }) => channel === "email") ?? -1;
  if (!message || index < 0) return false;
  const { address: to, customer } = message;
  const at = { reportedAt: now, ...(code && { code }) };
  if (kind === "hard")
    await suppressions.insert({ channel: "email", address: to, reason: "bounced", at: now });
  if (kind === "complaint")
    await suppressions.insert({ channel: "email", address: to, reason: "complained", at: now });
  if (kind === "complaint" || kind === "unsubscribe")
    await optOutById(customer, "email", { at: now, source: "provider" }, [to]);
  if (kind === "hard" || kind === "soft")
    await comeBack(context, message, { index, report: kind, at: now, ...at });
  if (kind === "delivered" || kind === "complaint")
    await caseMessages.setTold(message, { index, report: kind, reportedAt: now });
  context.logger.info({ caseMessage: message.id, kind, code }, "a provider reported about a mail");
  return true;
}

/** Whoever is killed before the case tells of it leaves that to noteLeftMessages. */
async function comeBack(
  context: Context,
  message: CaseMessage,
  told: Parameters<typeof caseMessages.moveToCameBack>[1],
): Promise<void> {
  if (!(await caseMessages.moveToCameBack(message, told))) return;
  await noteMessage(context, (await caseMessages.find(message.id)) ?? message);
}

async function findReported(report: MailReport): Promise<CaseMessage | null> {
  const { invitation: echoed, returnedTo, messageId } = report;
  const id =
    echoed ||
    (returnedTo && readOwnAddress(returnedTo)?.invitation) ||
    (messageId && readOwnMessageId(messageId));
  return id ? caseMessages.find(id) : null;
}

/** The provider tells what became of a text message about a case. False when it is about none. */
export async function recordReplyStatus(
  context: Context,
  { providerId, arrival, code = "unknown", now }: ToldOfText,
): Promise<boolean> {
  const id = await providerMessages.findInvitation(providerId);
  const message = id ? await caseMessages.find(id) : null;
  const index = message?.attempts.findIndex((attempt) => attempt.providerId === providerId) ?? -1;
  if (!message || index < 0) return false;
  if (arrival !== "undelivered") {
    if (arrival !== "sent") await caseMessages.setTold(message, { index, arrival });
    return true;
  }
  const { error } = toDeliveryError(code);
  await drawConsequence(error, message.attempts[index]!, { customer: message.customer, now });
  await comeBack(context, message, { index, arrival, code, at: now });
  context.logger.info({ caseMessage: message.id, code }, "a text message did not arrive");
  return true;
}

export interface ToldOfText {
  providerId: string;
  arrival: Arrival;
  code?: string;
  now: Date;
}
