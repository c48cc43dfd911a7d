import type { OutboxMessage } from "../../records/outboxMessage.js";
import { presentPaging } from "./address.js";
import { presentInstant, zoneName } from "./dates.js";
import type { PresentedForm } from "./form.js";

export interface OutboxListFacts {
  query: object | null;
  items: OutboxMessage[];
  next: string | null;
  /** The channels whose messages stay here. */
  channels: readonly string[];
  zone: string;
}

/** The list of messages that went to nobody. */
export function presentOutbox({ query, items, next, channels, zone }: OutboxListFacts, form: PresentedForm) {
  return {
    title: "Outbox",
    zone: zoneName(zone),
    channels: channels.map((channel) => (channel === "sms" ? "SMS" : channel)).join(" and "),
    form,
    isFiltered: Boolean(form.values["to"]),
    isRead: query !== null,
    rows: items.map((message) => presentRow(message, zone)),
    paging: presentPaging("/outbox", query ?? {}, next),
  };
}

/** One message with everything that would have been sent. */
export function presentOutboxMessage(message: OutboxMessage, zone: string) {
  const { text, html, headers } = message;
  const row = presentRow(message, zone);
  return {
    ...row,
    title: message.channel === "sms" ? `Text message to ${message.to}` : row.headline,
    zone: zoneName(zone),
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    text,
    htmlHref: html === null ? null : `${row.href}/html`,
  };
}

/** The mail as a document of its own whose links open in a new tab: inside the frame they would lead nowhere. */
export function presentMailDocument(html: string): string {
  const base = '<base target="_blank">';
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + base) : base + html;
}

function presentRow({ id, to, subject, text, channel, at }: OutboxMessage, zone: string) {
  return {
    href: `/outbox/${encodeURIComponent(id)}`,
    to,
    headline: subject ?? text.split("\n")[0]!.replace(/https?:\/\/\S+/g, "…"), // a link has no place to break
    channel: channel === "sms" ? "SMS" : "Email",
    at: presentInstant(at, zone),
  };
}
