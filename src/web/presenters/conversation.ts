import { newId } from "../../lib/ids.js";
import { countSegments } from "../../lib/smsSegments.js";
import type { IncomingText, TextMeaning } from "../../records/incomingText.js";
import type { OutboxMessage } from "../../records/outboxMessage.js";
import { presentInstant, type PresentedInstant } from "./dates.js";
import { presentForm, type PresentedForm } from "./form.js";
import { countOf } from "./numbers.js";

const MEANINGS: Record<Exclude<TextMeaning, "score">, string> = {
  comment: "Kept as the comment",
  unclear: "No score could be read, none was stored",
  opt_out: "Opted out of SMS",
  opt_in: "Opted in again",
  help: "Asked for help",
  case: "Went to the case",
  none: "Belongs to no open question",
};

interface PresentedText {
  side: "ours" | "theirs";
  /** Whose words these are, for those who do not see the side. */
  who: string;
  /** Addresses are links. */
  parts: { text: string; href?: string }[];
  at: PresentedInstant;
  note: string;
}

export interface ConversationFacts {
  message: OutboxMessage;
  came: readonly IncomingText[];
  /** Only while no provider sends: else the phone's owner answers, and they alone. */
  mayReply: boolean;
  form?: PresentedForm;
  now: Date;
  zone: string;
}

/** A text message that went to nobody, what was answered in the customer's place, and the form to answer more. */
export function presentConversation({ message, came, mayReply, form, now, zone }: ConversationFacts) {
  const asked: PresentedText = {
    side: "ours",
    who: "We",
    parts: withLinks(message.text),
    at: presentInstant(message.at, zone),
    note: segmentsInWords(message.text),
  };
  return {
    texts: [asked, ...came.flatMap((text) => presentExchange(text, zone))],
    action: mayReply && `/outbox/${encodeURIComponent(message.id)}/replies`,
    form: form ?? presentForm({}),
    /** A form that is sent twice carries the same id, and is one text. */
    textId: `outbox-${newId(now)}`,
  };
}

/** What a text was understood as, in words. */
export function meaningInWords({ meaning, score, isComment }: IncomingText): string {
  if (meaning === "score") return `Understood as ${score}${isComment ? ", and kept as the comment" : ""}`;
  return meaning ? MEANINGS[meaning] : "Being read";
}

/** "GSM-7, 143 of 160 characters, 1 segment" */
export function segmentsInWords(text: string): string {
  const { encoding, characters, segments, perSegment } = countSegments(text);
  const room = segments > 1 ? countOf(characters, "character") : `${characters} of ${perSegment} characters`;
  return `${countOf(segments, "segment")}: ${room}, ${encoding}`;
}

function presentExchange(text: IncomingText, zone: string): PresentedText[] {
  const at = presentInstant(text.at, zone);
  const theirs: PresentedText = {
    side: "theirs",
    who: "The customer",
    parts: [{ text: text.text || "(nothing)" }],
    at,
    note: meaningInWords(text),
  };
  if (!text.reply) return [theirs];
  const ours = withLinks(text.reply);
  return [theirs, { side: "ours", who: "We", parts: ours, at, note: segmentsInWords(text.reply) }];
}

function withLinks(text: string): PresentedText["parts"] {
  return text
    .split(/(https?:\/\/\S+)/)
    .filter((part) => part !== "")
    .map((part) => (/^https?:\/\//.test(part) ? { text: part, href: part } : { text: part }));
}
