import type { Context } from "../context.js";
import { dueWords, scoreWords } from "./caseFacts.js";
import { caseLink } from "./composeNoticeMail.js";
import { noticeWords } from "./noticeWords.js";
import type { NoticeFacts } from "./readNotice.js";

const MAX_WORDS = 500;

/** What is posted to a chat. Without a customer's name: others may read along. */
export function composeChat(context: Context, facts: NoticeFacts, now: Date): { text: string } {
  const { theCase, touchpoint, note, words, preferences, zone } = facts;
  const due = dueWords(theCase, { now, zone });
  const urgent = theCase.priority === "urgent" ? ", urgent" : "";
  const quoted = preferences.isCommentInChat ? [note?.text ?? words].filter(Boolean) : [];
  const lines = [
    plainForChat(noticeWords(facts, "The customer").sentence),
    `${plainForChat(touchpoint)}: ${scoreWords(theCase)}${urgent}.${due ? ` ${due}.` : ""}`,
    ...quoted.map(quoteForChat),
    caseLink(context, theCase.id),
  ];
  return { text: lines.join("\n") };
}

/** Somebody's words, as a quotation that is not too long. */
export function quoteForChat(text: string): string {
  const short = text.length > MAX_WORDS ? `${text.slice(0, MAX_WORDS).toWellFormed()} …` : text;
  return plainForChat(short)
    .split(/[\r\n]+/)
    .map((line) => `> ${line}`)
    .join("\n");
}

/**
 * Words that stay words: "&", "<" and ">" as Slack wants them, a space without width where "@here" would call
 * everybody and "](" would hide where a link leads.
 */
export function plainForChat(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("@", "@\u200b")
    .replaceAll("](", "]\u200b(");
}
