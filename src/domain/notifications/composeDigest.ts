import { DateTime } from "luxon";
import type { Message } from "../../channels/channel.js";
import type { Notification } from "../../records/notification.js";
import * as users from "../../store/users.js";
import type { Context } from "../context.js";
import { stateOf } from "../users/states.js";
import { dueWords, faceOf, placeWords, scoreWords } from "./caseFacts.js";
import { caseLink, frameOf, toMail } from "./composeNoticeMail.js";
import { readDigest, type DigestRow, type DigestSection } from "./readDigest.js";
import { readPreferences } from "./readPreferences.js";

const MAX_COMMENT = 140;

/** The morning's mail; null when nothing waits, the day is over, or nobody wants it any more. */
export async function composeDigest(
  context: Context,
  { id, user: to, day }: Notification,
  now: Date,
): Promise<Message | null> {
  const user = await users.find(to);
  if (!user || stateOf(user) !== "active") return null;
  const { preferences, zone } = await readPreferences(context, user);
  const today = DateTime.fromJSDate(now, { zone }).setLocale("en");
  if (!preferences.digest || today.toISODate() !== day) return null;
  const sections = await readDigest(user, zone, now);
  if (sections.length === 0) return null;
  const isManager = user.role !== "agent";
  const data = {
    ...frameOf(context),
    title: sections.map(({ title, count }) => `${count} ${SHORT[title] ?? title}`).join(", "),
    day: today.toFormat("cccc d LLLL"),
    zone: placeWords(zone),
    name: user.name,
    sections: sections.map((section) => toSection(context, section, { now, zone, isManager })),
    link: `${context.baseUrl}/cases`,
  };
  return toMail(context, { user, template: "digest", data, id });
}

/** In a subject line. */
const SHORT: Record<string, string> = {
  Overdue: "overdue",
  "Due today": "due today",
  "Nobody has it yet": "that nobody has",
  "Waiting for the customer": "waiting",
};

interface Reader {
  now: Date;
  zone: string;
  isManager: boolean;
}

function toSection(context: Context, { title, queue, count, rows }: DigestSection, reader: Reader) {
  const more = count - rows.length;
  return {
    title,
    count,
    href: `${context.baseUrl}/cases?queue=${queue}`,
    more: more > 0 ? `${more} more` : null,
    isBad: title === "Overdue",
    rows: rows.map((row) => toRow(context, row, reader)),
  };
}

function toRow(
  context: Context,
  { theCase, customer, touchpoint, comment, owner }: DigestRow,
  { now, zone, isManager }: Reader,
) {
  return {
    href: caseLink(context, theCase.id),
    customer,
    touchpoint,
    score: scoreWords(theCase),
    face: faceOf(theCase),
    comment: comment.length > MAX_COMMENT ? `${comment.slice(0, MAX_COMMENT).toWellFormed()} …` : comment,
    due: dueWords(theCase, { now, zone, isZoneSaid: true }) ?? "No due time",
    isOverdue: theCase.dueAt !== null && theCase.dueAt <= now,
    isUrgent: theCase.priority === "urgent",
    owner: isManager ? owner : null,
  };
}
