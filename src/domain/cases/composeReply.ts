import type { Message } from "../../channels/channel.js";
import { canonicalLocale, isRightToLeft } from "../../lib/locale.js";
import { renderTemplate } from "../../lib/templates.js";
import type { CaseMessage } from "../../records/caseMessage.js";
import type { Customer } from "../../records/customer.js";
import * as caseMessages from "../../store/caseMessages.js";
import * as cases from "../../store/cases.js";
import * as customers from "../../store/customers.js";
import * as responses from "../../store/responses.js";
import * as users from "../../store/users.js";
import { brandOf, type AskingBrand } from "../brands/brandOf.js";
import type { Context } from "../context.js";
import { replyAddressOf, returnPathOf } from "../delivery/mailAddresses.js";

/** Of the thread below a mail; the whole of it is in their mail program. */
const MOST_QUOTED = 3;
const MOST = 200;
const DAY_MS = 24 * 60 * 60_000;

/** A part of what was said before, below a mail. */
interface Quoted {
  who: string;
  at: Date;
  text: string;
}

/** The message as a provider gets it. The same message always gives the same words and the same id. */
export async function composeReply(context: Context, message: CaseMessage, now: Date): Promise<Message> {
  const theCase = await cases.get(message.case);
  const brand = await brandOf(context, theCase.touchpoint, now);
  const { address, messageId, text, introducedAs, id } = message;
  const common = { to: address, messageId, invitation: null, caseMessage: id };
  if (message.channel === "sms") {
    const others = await othersOf(message);
    return {
      ...common,
      channel: "sms",
      text: introducedAs ? `${introducedAs}: ${text}` : text,
      headers: {},
      others,
    };
  }
  const user = message.by ? await users.find(message.by) : null;
  const customer = await customers.find(message.customer);
  const quoted = await listQuoted(message, { response: theCase.response, brand, customer });
  const zone = customer?.timeZone ?? context.reportingZone;
  const data = {
    ...languageOf(customer),
    text,
    paragraphs: text.split(/\n{2,}/).map((paragraph) => paragraph.split("\n")),
    agent: user?.name,
    brand: brand.name,
    quoted: quoted.map((one) => presentQuoted(one, customer, zone)),
  };
  return {
    ...common,
    channel: "email",
    ...sendersOf(context, { brand, agent: user?.name, id }),
    subject: message.subject ?? brand.name,
    text: renderTemplate("emails/caseReply.text", data),
    html: renderTemplate("emails/caseReply.html", data),
    headers: threadHeaders(message),
  };
}

/** Whose ids the provider knows already: texts of other messages, perhaps with the same words. */
async function othersOf({ id, address, at }: CaseMessage): Promise<string[]> {
  const texts = await caseMessages.listTextsTo(address, new Date(at.getTime() - 30 * DAY_MS), MOST);
  return texts.filter((one) => one.id !== id).flatMap(idsOf);
}

function idsOf({ attempts }: CaseMessage): string[] {
  return attempts.flatMap(({ providerId }) => (providerId ? [providerId] : []));
}

/** Below the first mail stands what the customer told us, below a later one what was written since. */
async function listQuoted(
  message: CaseMessage,
  about: { response: string; brand: AskingBrand; customer: Customer | null },
): Promise<Quoted[]> {
  const { brand, customer } = about;
  const them = customer?.name ?? message.address;
  const all = await caseMessages.listByCase(message.case, MOST);
  const before = all.filter(
    ({ id, channel, state, at }) =>
      id !== message.id && channel === "email" && state !== "failed" && at <= message.at,
  );
  if (before.length === 0) {
    const answer = await responses.find(about.response);
    return answer?.comment ? [{ who: them, at: answer.respondedAt, text: answer.comment }] : [];
  }
  return before
    .slice(-MOST_QUOTED)
    .reverse()
    .map(({ direction, at, text }) => ({ who: direction === "in" ? them : brand.name, at, text }));
}

/** No words of ours around it: the mail is in whatever language its writer chose. */
function presentQuoted({ who, at, text }: Quoted, customer: Customer | null, zone: string) {
  const format = new Intl.DateTimeFormat(languageOf(customer).language, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: zone,
  });
  return { who, at: format.format(at), lines: text.split("\n") };
}

function languageOf(customer: Customer | null) {
  const language = canonicalLocale(customer?.locale ?? "en") ?? "en";
  return { language, direction: isRightToLeft(language) ? "rtl" : "ltr" };
}

/** From a person of the brand; answers come back to the case where mail comes in at all. */
function sendersOf(
  context: Context,
  { brand, agent, id }: { brand: AskingBrand; agent: string | undefined; id: string },
) {
  const name = oneLine([agent, brand.name].filter(Boolean).join(", "));
  const replyTo = replyAddressOf(context, id) ?? brand.replyTo;
  const returnPath = returnPathOf(context, id);
  return {
    from: { name, ...(brand.from && { address: brand.from }) },
    ...(replyTo && { replyTo }),
    ...(returnPath && { returnPath }),
  };
}

function threadHeaders({ inReplyTo, references }: CaseMessage): Record<string, string> {
  return {
    ...(inReplyTo && { "In-Reply-To": `<${inReplyTo}>` }),
    ...(references.length > 0 && { References: references.map((id) => `<${id}>`).join(" ") }),
  };
}

function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f]+/g, " ").trim();
}
