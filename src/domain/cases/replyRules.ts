import type { CaseMessage, MessageFailure, ReplyRefusal } from "../../records/caseMessage.js";
import type { ChannelName } from "../../records/channel.js";
import type { OptOut } from "../../records/customer.js";
import type { SuppressionReason } from "../../records/suppression.js";

const DAY_MS = 24 * 60 * 60_000;

/** So long a text from a number answers our last one, and so long the customer's words open a resolved case again. */
export const THREAD_LASTS_MS = 14 * DAY_MS;

/** A promise that arrives later than that does more harm than none: whoever wrote it hears that it did not go. */
const GIVE_UP_AFTER_MS = DAY_MS;

/** Mail programs need the first of a thread and the last ones (RFC 5322 says how to shorten it). */
const KEPT_REFERENCES = 20;

/** Longer ones are refused by mail servers, and nobody has them. */
const MESSAGE_ID = /^[^\s<>]{1,250}$/;

/**
 * Why nothing may be written to an address, not even personally; null when it may. Who does not want to be asked may
 * be answered, but whoever said STOP to a number's texts gets none: the carrier keeps them back.
 */
export function refusalOf(
  channel: ChannelName,
  suppressed: SuppressionReason | undefined,
  optOut: OptOut | undefined,
): ReplyRefusal | null {
  if (suppressed === "bounced" || suppressed === "complained" || suppressed === "listed") return suppressed;
  const isStopped = channel === "sms" && suppressed === "opted_out";
  const isOurs = optOut?.source === "company" || optOut?.source === "link";
  return isStopped && !isOurs ? "stopped" : null;
}

const REASONS: Record<MessageFailure, Record<ChannelName, string>> = {
  no_address: {
    email: "We have no email address of this customer.",
    sms: "We have no phone number of this customer.",
  },
  bounced: {
    email: "Mail to this address came back: it does not work.",
    sms: "This number cannot be texted.",
  },
  complained: {
    email: "They reported our mail as spam: we write no more to this address.",
    sms: "They complained about our texts: we send no more to this number.",
  },
  stopped: {
    email: "They do not want our mail.",
    sms: "They texted STOP, so their carrier lets no text of ours through.",
  },
  listed: {
    email: "The address stands on your suppression list.",
    sms: "The number stands on your suppression list.",
  },
  refused: { email: "Their mail server refused it.", sms: "The text provider refused it." },
  gave_up: {
    email: "Their mail server did not take it within a day.",
    sms: "The text provider did not take it within a day.",
  },
  too_late: {
    email: "It could not be sent for a day: by then it was too late.",
    sms: "It could not be sent for a day: by then it was too late.",
  },
  lost: {
    email:
      "Sending it broke off, so nobody knows whether it arrived. A day later it was too late to send it again.",
    sms: "Sending it broke off, so nobody knows whether it arrived. A day later it was too late to send it again.",
  },
  came_back: { email: "It came back: it could not be delivered.", sms: "It did not reach the phone." },
};

/** Why a message may not be written, or was not delivered, in words. */
export function refusalInWords(reason: MessageFailure, channel: ChannelName): string {
  return REASONS[reason][channel];
}

const SHORT_REASONS: Record<MessageFailure, string> = {
  no_address: "there is no address",
  bounced: "the address does not work",
  complained: "they complained about our messages",
  stopped: "they stopped our messages",
  listed: "the address is on your suppression list",
  refused: "it was refused",
  gave_up: "nobody took it within a day",
  too_late: "it was too late to send it",
  lost: "sending it broke off, and it was too late to try again",
  came_back: "it did not arrive",
};

/** Why a message was not delivered, as the end of a sentence. */
export function failureInWords(reason: MessageFailure): string {
  return SHORT_REASONS[reason];
}

/** Whether a message is too old to be sent. */
export function isLate({ at }: Pick<CaseMessage, "at">, now: Date): boolean {
  return now.getTime() - at.getTime() >= GIVE_UP_AFTER_MS;
}

/** Why a late message is not sent any more; null for one that is not late. Of one that is `lost` ask its provider first. */
export function lateReason(
  message: Pick<CaseMessage, "at" | "attempts">,
  now: Date,
): "too_late" | "gave_up" | "lost" | null {
  if (!isLate(message, now)) return null;
  const last = message.attempts.at(-1);
  if (!last) return "too_late";
  return last.outcome ? "gave_up" : "lost";
}

/** What the next mail of a thread answers; nothing at its beginning but what the customer was asked by. */
export function threadOf(
  messages: readonly CaseMessage[],
  asked: string | null,
): { inReplyTo?: string; references: string[] } {
  const mails = messages.filter(({ channel, state }) => channel === "email" && state !== "failed");
  const last = mails.at(-1);
  const known = last ? [...last.references, last.messageId] : asked ? [asked] : [];
  const references = shorten([...new Set(known)]);
  const inReplyTo = references.at(-1);
  return { references, ...(inReplyTo && { inReplyTo }) };
}

/** Message-IDs from outside without angle brackets; what is none is left out. */
export function readReferences(ids: readonly string[]): string[] {
  const plain = ids.map((id) => id.trim().replace(/^<|>$/g, "")).filter((id) => MESSAGE_ID.test(id));
  return shorten([...new Set(plain)]);
}

function shorten(ids: string[]): string[] {
  return ids.length > KEPT_REFERENCES ? [ids[0]!, ...ids.slice(1 - KEPT_REFERENCES)] : ids;
}

/** "Re: ..." of the last mail of the thread, else of what it is about. */
export function subjectFor(messages: readonly CaseMessage[], about: string): string {
  const last = messages.findLast(({ subject }) => subject)?.subject;
  if (!last) return about;
  return /^(re|aw|sv|antw|odp|ynt|rif)\s*:/i.test(last) ? last : `Re: ${last}`;
}

/** Nobody knows who writes until a text that names us may have arrived. */
export function isIntroduced(messages: readonly CaseMessage[]): boolean {
  return messages.some(
    ({ channel, direction, state }) => channel === "sms" && direction === "out" && state !== "failed",
  );
}
