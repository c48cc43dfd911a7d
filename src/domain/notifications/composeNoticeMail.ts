import type { Message } from "../../channels/channel.js";
import { contentHash } from "../../lib/canonicalJson.js";
import { renderTemplate } from "../../lib/templates.js";
import type { User } from "../../records/user.js";
import type { Context } from "../context.js";
import { dueWords, faceOf, scoreWords } from "./caseFacts.js";
import { noticeWords } from "./noticeWords.js";
import type { NoticeFacts } from "./readNotice.js";

const MAX_WORDS = 3_000;

/** The mail about one thing that happened to a case. `id` is the notification's: a repeat has the same Message-ID. */
export function composeNoticeMail(context: Context, facts: NoticeFacts, id: string, now: Date): Message {
  const { theCase, customer, touchpoint, note, kind, owner, user, zone } = facts;
  const { short, sentence } = noticeWords(facts);
  const words = cut(facts.words);
  const isMine = theCase.owner === user.id;
  const data = {
    ...frameOf(context),
    title: `${short}: ${customer}, ${touchpoint}, ${scoreWords(theCase)}`,
    sentence,
    customer,
    touchpoint,
    score: scoreWords(theCase),
    face: faceOf(theCase),
    words,
    wordLines: linesOf(words),
    note: note && { by: facts.by ?? "Somebody", text: cut(note.text), lines: linesOf(cut(note.text)) },
    due: dueWords(theCase, { now, zone }),
    isOverdue: theCase.dueAt !== null && theCase.dueAt <= now,
    isUrgent: theCase.priority === "urgent",
    owner: kind === "escalated" || isMine ? null : (owner ?? "Nobody"),
    link: caseLink(context, theCase.id),
  };
  const thread = { References: `<case-${theCase.id}@${context.mailHost}>` };
  return toMail(context, { user, template: "notice", data, id, headers: thread });
}

export function caseLink({ baseUrl }: Context, id: string): string {
  return `${baseUrl}/cases/${encodeURIComponent(id)}`;
}

/** What stands around every mail to the company's own people about cases. */
export function frameOf({ brandName, baseUrl }: Context): { brand: string; settings: string } {
  return { brand: brandName, settings: `${baseUrl}/account#notifications` };
}

export function toMail(
  { mailHost }: Context,
  about: { user: User; template: string; data: object; id: string; headers?: Record<string, string> },
): Message {
  const { user, template, data, id, headers } = about;
  const render = (part: string) => renderTemplate(`emails/${template}.${part}`, data);
  return {
    channel: "email",
    to: user.email,
    subject: render("subject").replace(/\s+/g, " ").trim(),
    text: render("text"),
    html: render("html"),
    headers: { "Auto-Submitted": "auto-generated", ...headers },
    messageId: `note-${contentHash(id).slice(0, 32)}@${mailHost}`,
    invitation: null,
  };
}

function cut(text: string): string {
  return text.length > MAX_WORDS ? `${text.slice(0, MAX_WORDS).toWellFormed()} …` : text;
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}
