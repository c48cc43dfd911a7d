import { simpleParser, type AddressObject, type ParsedMail, type SimpleParserOptions } from "mailparser";
import { InvalidInput } from "../../../lib/errors.js";
import type { InboundMail } from "../../../records/inboundMail.js";
import { readDeliveryStatus, readFeedback } from "./deliveryStatus.js";

/** The status stays a part of its own; what it says would else be lost in the text. Its option lacks a type. */
const OPTIONS: SimpleParserOptions = {
  skipTextToHtml: true,
  skipImageLinks: true,
  maxHtmlLengthToParse: 1_000_000,
  ...{ keepDeliveryStatus: true },
};

/** A mail as mail servers pass it on. Throws InvalidInput for what is no mail at all. */
export async function readMime(raw: Buffer | string, now: Date): Promise<InboundMail> {
  const mail = await simpleParser(raw, OPTIONS).catch(() => null);
  if (!mail || (!mail.from && !mail.to && !mail.headers.has("received")))
    throw new InvalidInput("The body is not a mail.", [{ path: "", message: "is not a mail (RFC 5322)" }]);
  const header = (name: string) => textOf(mail.headers.get(name));
  const report = reportIn(mail);
  return {
    to: [
      ...addressesIn(mail.to),
      ...addressesIn(mail.cc),
      ...["delivered-to", "x-original-to", "envelope-to"].map(header),
    ].filter(Boolean),
    from: addressesIn(mail.from)[0] ?? "",
    subject: mail.subject ?? "",
    text: mail.text ?? "",
    ...(mail.messageId && { messageId: mail.messageId }),
    references: [mail.inReplyTo ?? "", ...[mail.references ?? []].flat()].filter(Boolean),
    isAutomatic: isAutomatic(header),
    ...(report && { report }),
    at: mail.date && mail.date < now ? mail.date : now,
  };
}

/** Whether headers say that no person wrote this (RFC 3834, and what was usual before it). */
export function isAutomatic(header: (name: string) => string): boolean {
  const submitted = header("auto-submitted").toLowerCase();
  return (
    (submitted !== "" && submitted !== "no") ||
    /^(bulk|junk|list|auto_reply)/i.test(header("precedence")) ||
    header("x-autoreply") !== "" ||
    header("x-autorespond") !== "" ||
    header("list-id") !== ""
  );
}

function reportIn(mail: ParsedMail): InboundMail["report"] | null {
  const part = (type: RegExp) =>
    mail.attachments.find(({ contentType }) => type.test(contentType))?.content.toString("utf8");
  const original = part(/^(message\/(rfc822|global)|text\/rfc822-headers)/) ?? mail.text ?? "";
  const status = part(/^message\/(global-)?delivery-status/);
  if (status !== undefined) return readDeliveryStatus(status, original);
  const feedback = part(/^message\/feedback-report/);
  return feedback === undefined ? null : readFeedback(feedback, original);
}

function addressesIn(field: AddressObject | AddressObject[] | undefined): string[] {
  return [field ?? []]
    .flat()
    .flatMap(({ value }) => value.map(({ address }) => address?.toLowerCase() ?? ""))
    .filter(Boolean);
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value.trim();
  if (Array.isArray(value)) return textOf(value[0]);
  if (typeof value !== "object" || value === null || value instanceof Date) return "";
  const { text, value: plain } = value as { text?: unknown; value?: unknown };
  return textOf(text ?? plain);
}
