import type { Message } from "../../channels/channel.js";
import { isRightToLeft, regionalLocale } from "../../lib/locale.js";
import { localNumber } from "../../lib/localNumber.js";
import { toSmsText } from "../../lib/smsText.js";
import { renderTemplate } from "../../lib/templates.js";
import type { ChannelName } from "../../records/channel.js";
import type { Customer } from "../../records/customer.js";
import type { Invitation } from "../../records/invitation.js";
import type { SurveyVersion } from "../../records/survey.js";
import type { Context } from "../context.js";
import { composeTextAsk } from "../conversations/composeTextAsk.js";
import { scoresOf } from "../metrics/rules.js";
import { reminderOf } from "./reminderOf.js";
import { languageOf, questionIn, textsIn } from "../surveys/rules.js";

/** The message of an invitation. The same invitation always gives the same message id and the same link. */
export function composeInvitation(
  context: Context,
  about: {
    invitation: Invitation;
    version: SurveyVersion;
    customer: Customer;
    channel: ChannelName;
    address: string;
  },
): Message {
  const { invitation, version, customer, channel, address } = about;
  const wanted = customer.locale ? [customer.locale] : [];
  const language = languageOf(version, wanted);
  const locale = regionalLocale(language, wanted);
  const question = questionIn(version, language);
  const link = `${context.baseUrl}/s/${invitation.token}`;
  const texts = textsIn(language);
  const reminder = reminderOf(invitation, language);
  const common = { channel, to: address, invitation: invitation.id, mark: invitation.token };
  if (channel === "sms") {
    const asked = reminder ? `${reminder.text} ${question}` : question;
    const where = link + (reminder?.mark ?? "");
    const text = context.textsMayBeAnswered
      ? composeTextAsk({
          brand: context.brandName,
          question: asked,
          metric: version.metric,
          language,
          link: where,
        })
      : texts.sms(context.brandName, asked, where);
    const mark = common.mark + (reminder?.mark ?? "");
    const messageId = `${invitation.id}${reminder?.suffix ?? ""}.sms`;
    return { ...common, mark, text: toSmsText(text), headers: {}, messageId };
  }
  const optOutLink = `${context.baseUrl}/u/${invitation.token}`;
  const data = {
    language,
    ...directionOf(language),
    brand: context.brandName,
    question,
    greeting: customer.name ? texts.email.greeting(customer.name) : "",
    preheader: texts.email.preheader,
    intro: reminder?.text ?? texts.email.intro,
    openLink: texts.email.openLink,
    unsubscribe: texts.email.unsubscribe,
    ends: texts.ends[version.metric],
    scores: scoresOf(version.metric).map((score) => ({
      score,
      label: localNumber(locale, score),
      link: `${link}?score=${score}`,
    })),
    width: `${Math.floor(100 / scoresOf(version.metric).length)}%`,
    link,
    optOutLink,
  };
  return {
    ...common,
    subject: renderTemplate("emails/invitation.subject", {
      subject: reminder?.subject(context.brandName) ?? texts.email.subject(context.brandName),
    }).trim(),
    text: renderTemplate("emails/invitation.text", data),
    html: renderTemplate("emails/invitation.html", data),
    headers: {
      "List-Unsubscribe": `<${optOutLink}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
    messageId: `${invitation.id}${reminder?.suffix ?? ""}@${context.mailHost}`,
  };
}

/** Mail programs align by words, not by writing direction. */
function directionOf(language: string): { direction: string; start: string; end: string } {
  return isRightToLeft(language)
    ? { direction: "rtl", start: "right", end: "left" }
    : { direction: "ltr", start: "left", end: "right" };
}
