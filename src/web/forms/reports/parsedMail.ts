import { z } from "zod";
import type { InboundMail } from "../../../records/inboundMail.js";
import { readForm } from "../readForm.js";
import { isAutomatic, readMime } from "./mimeMail.js";

const text = z.string("must be text").max(2_000_000, "must have 2,000,000 characters at most");

const postmarkForm = z.object({
  From: text,
  To: text.default(""),
  OriginalRecipient: text.default(""),
  Subject: text.default(""),
  Date: text.default(""),
  TextBody: text.default(""),
  StrippedTextReply: text.nullish(),
  Headers: z.array(z.object({ Name: text, Value: text })).default([]),
  RawEmail: z.string().nullish(),
});

const sendgridForm = z.object({
  to: text.default(""),
  from: text,
  subject: text.default(""),
  text: text.default(""),
  headers: text.default(""),
  envelope: text.default("{}"),
  /** The whole mail, when "POST the raw, full MIME message" is set. */
  email: z.string().optional(),
});

const envelopeForm = z.object({ to: z.array(text).default([]) }).catch({ to: [] });

/** What Postmark posts. Its whole mail is read rather than its parts, where it is there. */
export async function readPostmarkMail(body: unknown, now: Date): Promise<InboundMail> {
  const mail = readForm(postmarkForm, body);
  if (mail.RawEmail) return withRecipients(await readMime(mail.RawEmail, now), [mail.OriginalRecipient]);
  const header = (name: string) =>
    mail.Headers.find(({ Name }) => Name.toLowerCase() === name)?.Value.trim() ?? "";
  return {
    ...common(header, mail.Date, now),
    to: [...addressesIn(mail.To), ...addressesIn(mail.OriginalRecipient)],
    from: addressesIn(mail.From)[0] ?? "",
    subject: mail.Subject,
    text: mail.StrippedTextReply || mail.TextBody,
  };
}

/** What SendGrid's Inbound Parse posts, by the names of its fields. */
export async function readSendgridMail(fields: Record<string, string>, now: Date): Promise<InboundMail> {
  const mail = readForm(sendgridForm, fields);
  const recipients = envelopeForm.parse(jsonIn(mail.envelope)).to;
  if (mail.email) return withRecipients(await readMime(mail.email, now), recipients);
  const header = (name: string) =>
    mail.headers
      .replace(/\r?\n[ \t]+/g, " ")
      .match(new RegExp(`^${name}:[ \\t]*(.*)$`, "im"))?.[1]
      ?.trim() ?? "";
  return {
    ...common(header, header("date"), now),
    to: [...addressesIn(mail.to), ...recipients.flatMap(addressesIn)],
    from: addressesIn(mail.from)[0] ?? "",
    subject: mail.subject,
    text: mail.text,
  };
}

function common(header: (name: string) => string, date: string, now: Date) {
  const messageId = header("message-id");
  const at = new Date(date);
  return {
    ...(messageId && { messageId }),
    references: `${header("in-reply-to")} ${header("references")}`.match(/<[^<>\s]+>/g) ?? [],
    isAutomatic: isAutomatic(header),
    at: at < now ? at : now, // also when it is no date
  };
}

function withRecipients(mail: InboundMail, more: string[]): InboundMail {
  return { ...mail, to: [...mail.to, ...more.flatMap(addressesIn)] };
}

function addressesIn(field: string): string[] {
  return field.toLowerCase().match(/[^\s<>,;:"()@]{1,64}@[^\s<>,;:"()@]{1,255}/g) ?? [];
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
