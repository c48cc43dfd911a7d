import { Conflict, InvalidInput } from "../../lib/errors.js";
import { toSmsText } from "../../lib/smsText.js";
import type { Case } from "../../records/case.js";
import type { CaseMessage } from "../../records/caseMessage.js";
import type { ChannelName } from "../../records/channel.js";
import type { Customer } from "../../records/customer.js";
import * as caseMessages from "../../store/caseMessages.js";
import * as customers from "../../store/customers.js";
import * as invitations from "../../store/invitations.js";
import * as responses from "../../store/responses.js";
import { brandOf } from "../brands/brandOf.js";
import type { Context } from "../context.js";
import { addressOf } from "../customers/rules.js";
import { noteMessage } from "./noteMessage.js";
import { readRefusal } from "./readRefusal.js";
import { isIntroduced, refusalInWords, threadOf } from "./replyRules.js";

/** As much of a conversation as a thread is made of. */
const MOST = 200;

export interface ReplyInput {
  /** Of the form: one that is sent twice is one message. */
  id: string;
  channel: ChannelName;
  /** For email only. */
  subject?: string;
  text: string;
  /** The user who writes. */
  by: string;
}

/**
 * Writes to the customer of a case, personally: a worker sends it, and the case tells that somebody was in touch. The
 * same form again changes nothing. Throws InvalidInput where the address must not be written to, Conflict where the
 * form was used for another message.
 */
export async function replyToCustomer(
  context: Context,
  theCase: Case,
  input: ReplyInput,
  now: Date,
): Promise<CaseMessage> {
  const known = await caseMessages.find(input.id);
  if (known) return repeat(context, theCase, input, known);
  const customer = await customers.find(theCase.customer);
  const { channel } = input;
  const address = customer ? addressOf(customer, channel) : undefined;
  const refusal = customer ? await readRefusal(customer, channel, address) : "no_address";
  if (refusal || !customer || !address) {
    const message = refusalInWords(refusal ?? "no_address", channel);
    throw new InvalidInput(message, [{ path: "channel", message }]);
  }
  const message = await compose(context, { theCase, customer, address, input, now });
  if (await caseMessages.insert(message)) await noteMessage(context, message);
  else await repeat(context, theCase, input, (await caseMessages.find(input.id))!);
  return message;
}

/** Also finishes what a killed process has left. */
async function repeat(
  context: Context,
  theCase: Case,
  { text, channel, by }: ReplyInput,
  known: CaseMessage,
): Promise<CaseMessage> {
  const isSame = known.case === theCase.id && known.by === by && known.channel === channel;
  if (!isSame || known.text !== textFor(channel, text))
    throw new Conflict("The message before was sent from this form. Send this one once more.", "form_used");
  if (known.isOpen) await noteMessage(context, known);
  return known;
}

async function compose(
  context: Context,
  {
    theCase,
    customer,
    address,
    input,
    now,
  }: { theCase: Case; customer: Customer; address: string; input: ReplyInput; now: Date },
): Promise<CaseMessage> {
  const { id, channel, subject, by } = input;
  const messages = await caseMessages.listByCase(theCase.id, MOST);
  const common = {
    id,
    case: theCase.id,
    customer: customer.id,
    direction: "out" as const,
    channel,
    address,
    text: textFor(channel, input.text),
    at: now,
    by,
    state: "scheduled" as const,
    attempts: [],
    dueAt: now,
    isOpen: true,
  };
  if (channel === "sms") {
    const { name } = await brandOf(context, theCase.touchpoint, now);
    const introduction = isIntroduced(messages) ? {} : { introducedAs: toSmsText(name) };
    return { ...common, ...introduction, messageId: `${id}.sms`, references: [] };
  }
  const asked = messages.length === 0 ? await askedBy(context, theCase) : null;
  return {
    ...common,
    ...(subject && { subject }),
    messageId: `${id}@${context.mailHost}`,
    ...threadOf(messages, asked),
  };
}

function textFor(channel: ChannelName, text: string): string {
  const plain = text.replace(/\r\n?/g, "\n").trim();
  return channel === "sms" ? toSmsText(plain) : plain;
}

/** The mail that asked them, so that mail programs show the answer below it; null where it was no mail. */
async function askedBy({ mailHost }: Context, { response }: Case): Promise<string | null> {
  const answer = await responses.find(response);
  const asked = answer && (await invitations.find(answer.invitation));
  const wasMailed = asked?.attempts.some(
    ({ channel, outcome }) => channel === "email" && outcome === "accepted",
  );
  return asked && wasMailed ? `${asked.id}@${mailHost}` : null;
}
