import { DateTime } from "luxon";
import type { CaseConversation, ReplyWay } from "../../domain/cases/readCaseConversation.js";
import { refusalInWords } from "../../domain/cases/replyRules.js";
import { WIDEST_SMS_HOURS } from "../../domain/contactPolicy/rules.js";
import { newId } from "../../lib/ids.js";
import { SMS_COUNTING } from "../../lib/smsSegments.js";
import { SMS_PLAIN } from "../../lib/smsText.js";
import type { Case } from "../../records/case.js";
import type { CaseMessage } from "../../records/caseMessage.js";
import type { Customer } from "../../records/customer.js";
import type { User } from "../../records/user.js";
import { caseAddress } from "./caseQueue.js";
import type { PresentedForm } from "./form.js";
import { presentInstant, presentLocalTime, zoneName } from "./dates.js";
import { channelInWords } from "./reasons.js";

export interface CaseConversationFacts {
  theCase: Case;
  customer: Customer;
  conversation: CaseConversation;
  users: User[];
  user: User;
  zone: string;
  now: Date;
}

/** What one of ours and a customer wrote to each other, and the form to write more. */
export function presentCaseConversation(facts: CaseConversationFacts, form: PresentedForm) {
  const { theCase, customer, conversation, user, zone, now } = facts;
  const { ways, brand, subject, needsIntroduction, comesBack } = conversation;
  const open = ways.filter(({ refusal }) => !refusal);
  const name = customer.name ?? "the customer";
  return {
    action: `${caseAddress(theCase.id)}/replies`,
    /** A form that is sent twice carries the same id, and is one message. */
    replyId: newId(now),
    messages: conversation.messages.map((message, place, all) =>
      presentMessage(message, all[place - 1], { ...facts, zone }),
    ),
    ways: open.map(presentWay),
    only: open.length === 1 ? presentWay(open[0]!) : null,
    mayWrite: open.length > 0,
    hasEmail: open.some(({ channel }) => channel === "email"),
    hasText: open.some(({ channel }) => channel === "sms"),
    refused: ways.flatMap(({ channel, refusal }) =>
      refusal ? [{ channel: channelInWords(channel), text: refusalInWords(refusal, channel) }] : [],
    ),
    form,
    isOurTurn: isOurTurn(facts, form),
    chosen: form.values["channel"] ?? usedLast(conversation, open),
    isOptedOut: open.some(({ isOptedOut }) => isOptedOut),
    subject: form.values["subject"] ?? subject,
    sender: `${user.name}, ${brand.name}`,
    introduction: needsIntroduction ? `${brand.name}: ` : "",
    /** For the script that counts while a text message is typed, as the server counts. */
    counting: open.some(({ channel }) => channel === "sms")
      ? JSON.stringify({ ...SMS_COUNTING, plain: SMS_PLAIN })
      : null,
    comesBack,
    time: localTimes(conversation, name, now),
  };
}

/** Whether one would rather write now than call: the customer wrote last, has no phone, or something was typed already. */
function isOurTurn({ customer, conversation }: CaseConversationFacts, form: PresentedForm): boolean {
  const isTyped = Object.keys(form.values).length > 0;
  return isTyped || !customer.phone || conversation.messages.at(-1)?.direction === "in";
}

function presentWay({ channel, address }: ReplyWay) {
  return { channel, title: channel === "sms" ? "SMS" : "Email", label: channelInWords(channel), address };
}

/** What the customer used last, else the first that is open. */
function usedLast({ messages }: CaseConversation, open: readonly ReplyWay[]): string | undefined {
  const last = messages.at(-1)?.channel;
  return (open.find(({ channel }) => channel === last) ?? open[0])?.channel;
}

function presentMessage(
  message: CaseMessage,
  before: CaseMessage | undefined,
  { customer, users, zone }: Pick<CaseConversationFacts, "customer" | "users" | "zone">,
) {
  const { direction, channel, by, subject, text, introducedAs, at, state, isAutomatic, address } = message;
  const isOurs = direction === "out";
  const who = isOurs
    ? (users.find(({ id }) => id === by)?.name ?? "Somebody who has left")
    : (customer.name ?? address);
  const known = channel === "sms" ? customer.phone : customer.email;
  const other = address === known ? "" : `, ${isOurs ? "to" : "from"} ${address}`;
  const bare = (words: string | undefined) => words?.replace(/^((re|aw|sv)\s*:\s*)+/i, "");
  return {
    side: isOurs ? "ours" : "theirs",
    who,
    subject: subject && bare(subject) !== bare(before?.subject) ? subject : null,
    text: introducedAs ? `${introducedAs}: ${text}` : text || "(nothing)",
    how: `by ${channelInWords(channel)}${other}`,
    at: presentInstant(at, zone),
    note: isAutomatic
      ? "An automatic answer: it changes nothing."
      : isOurs
        ? stateWords(message, zone)
        : null,
    isFailed: state === "failed",
    isWaiting: state === "scheduled" || state === "sending",
    isAutomatic,
  };
}

function stateWords(message: CaseMessage, zone: string): string {
  const { state, reason, channel, attempts, dueAt } = message;
  const last = attempts.at(-1);
  if (state === "failed") {
    const code = last?.code ? ` (${last.code})` : "";
    const what = reason === "came_back" ? "Not delivered" : "Could not be sent";
    return `${what}: ${refusalInWords(reason ?? "refused", channel)}${code}`;
  }
  if (state === "sent") {
    const hasArrived =
      last?.report === "delivered" || last?.arrival === "delivered" || last?.arrival === "read";
    return hasArrived ? "Delivered" : "Sent";
  }
  const isAgain = state === "scheduled" && last?.endedAt && dueAt;
  return isAgain ? `Not taken yet, next try ${presentInstant(dueAt, zone).text}` : "Waiting to be sent";
}

/** "It is Tue 1 Sep, 12:00 for Ana", and whether that is a time to text somebody. */
function localTimes({ zones, isZoneKnown }: CaseConversation, name: string, now: Date) {
  const clocks = zones
    .map((zone) => ({ zone, at: DateTime.fromJSDate(now, { zone }) }))
    .sort((a, b) => a.at.offset - b.at.offset);
  const [first, last] = [clocks[0]!, clocks.at(-1)!];
  const isOne = first.at.offset === last.at.offset;
  const isNight = clocks.some(({ at }) => wakesUp(at.toFormat("HH:mm")));
  const where = isOne
    ? `It is ${presentLocalTime(now, first.zone)} for ${name} (${zoneName(first.zone)})`
    : `It is between ${first.at.toFormat("HH:mm")} and ${last.at.toFormat("HH:mm")} for ${name}`;
  const guess = isZoneKnown ? "" : ", if they live where you are";
  return { text: `${where}${guess}.`, isNight };
}

function wakesUp(clock: string): boolean {
  return clock < WIDEST_SMS_HOURS.from || clock >= WIDEST_SMS_HOURS.until;
}
