import type { Message } from "../../channels/channel.js";
import { isRightToLeft, regionalLocale } from "../../lib/locale.js";
import { localNumber } from "../../lib/localNumber.js";
import { toSmsText } from "../../lib/smsText.js";
import { renderTemplate } from "../../lib/templates.js";
import type { ChannelName } from "../../records/channel.js";
import type { Customer } from "../../records/customer.js";
import type { Invitation } from "../../records/invitation.js";
import type { SurveyVersion } from "../../records/survey.js";
import type { AskingBrand } from "../brands/brandOf.js";
import { coloursOf } from "../brands/coloursOf.js";
import type { Context } from "../context.js";
import { composeTextAsk } from "../conversations/composeTextAsk.js";
import { scoresOf } from "../metrics/rules.js";
import { personalise, personaliseText } from "../surveys/personalise.js";
import { emailTextsIn, languageOf, questionIn, textsIn } from "../surveys/rules.js";
import { replyAddressOf, returnPathOf, unsubscribeAddressOf } from "./mailAddresses.js";
import { reminderOf, type ReminderTexts } from "./reminderOf.js";

/** Keeps the mail's first words out of the line that mail programs show beside the subject. */
const ROOM_BEHIND_PREHEADER = Array.from({ length: 40 });

export interface AboutInvitation {
  invitation: Invitation;
  version: SurveyVersion;
  customer: Customer;
  channel: ChannelName;
  address: string;
  brand: AskingBrand;
}

/** The message of an invitation. The same invitation always gives the same message id and the same link. */
export function composeInvitation(context: Context, about: AboutInvitation): Message {
  const { invitation, customer, channel, address, brand } = about;
  const version = personalise(about.version, about);
  const wanted = customer.locale ? [customer.locale] : [];
  const language = languageOf(version, wanted);
  const locale = regionalLocale(language, wanted);
  const question = questionIn(version, language);
  const link = `${context.baseUrl}/s/${invitation.token}`;
  const texts = textsIn(language);
  const reminder = reminderIn(about, language);
  const common = { channel, to: address, invitation: invitation.id, mark: invitation.token };
  if (channel === "sms") {
    const asked = reminder ? `${reminder.text} ${question}` : question;
    const where = link + (reminder?.mark ?? "");
    const text = context.textsMayBeAnswered
      ? composeTextAsk({
          brand: brand.name,
          question: asked,
          metric: version.metric,
          language,
          link: where,
        })
      : texts.sms(brand.name, asked, where);
    const mark = common.mark + (reminder?.mark ?? "");
    const messageId = `${invitation.id}${reminder?.suffix ?? ""}.sms`;
    return { ...common, mark, text: toSmsText(text), headers: {}, messageId };
  }
  const optOutLink = `${context.baseUrl}/u/${invitation.token}`;
  const own = emailTextsIn(version, language);
  const greeting = customer.name ? texts.email.greeting(customer.name) : "";
  const scores = scoresOf(version.metric);
  const data = {
    language,
    ...directionOf(language),
    ...coloursOf(brand),
    brand: brand.name,
    logoUrl: brand.logoUrl,
    question,
    text: [greeting, reminder?.text ?? own.intro].filter(Boolean),
    preheader: texts.email.preheader,
    room: ROOM_BEHIND_PREHEADER,
    hint: texts.email.intro,
    openLink: texts.email.openLink,
    unsubscribe: texts.email.unsubscribe,
    ends: texts.ends[version.metric],
    scores: scores.map((score) => ({
      score,
      label: localNumber(locale, score),
      link: `${link}?score=${score}`,
    })),
    width: `${Math.floor(100 / scores.length)}%`,
    link,
    optOutLink,
  };
  return {
    ...common,
    ...sendersOf(context, about),
    subject: oneLine(reminder?.subject(brand.name) ?? own.subject ?? texts.email.subject(brand.name)),
    text: renderTemplate("emails/invitation.text", data),
    html: renderTemplate("emails/invitation.html", data),
    headers: {
      "List-Unsubscribe": unsubscribeHeader(context, invitation, optOutLink),
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
    messageId: `${invitation.id}${reminder?.suffix ?? ""}@${context.mailHost}`,
  };
}

function reminderIn(about: AboutInvitation, language: string): ReminderTexts | null {
  const reminder = reminderOf(about.invitation, language);
  return reminder && { ...reminder, text: personaliseText(reminder.text, about) };
}

/** Who it comes from, where answers go, and where it comes back to. */
function sendersOf(context: Context, { brand, invitation }: AboutInvitation) {
  const replyTo = brand.replyTo ?? replyAddressOf(context, invitation.id);
  const returnPath = returnPathOf(context, invitation.id);
  return {
    ...(brand.from && { from: { name: oneLine(brand.name), address: brand.from } }),
    ...(replyTo && { replyTo }),
    ...(returnPath && { returnPath }),
  };
}

/** RFC 8058: the link for one click, and an address for programs that only know mail. */
function unsubscribeHeader(context: Context, { id }: Invitation, link: string): string {
  const address = unsubscribeAddressOf(context, id);
  return address ? `<${link}>, <mailto:${address}?subject=unsubscribe>` : `<${link}>`;
}

/** Mail programs align by words, not by writing direction. */
function directionOf(language: string): { direction: string; start: string; end: string } {
  return isRightToLeft(language)
    ? { direction: "rtl", start: "right", end: "left" }
    : { direction: "ltr", start: "left", end: "right" };
}

function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f]+/g, " ").trim();
}
