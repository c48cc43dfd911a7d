import { z } from "zod";
import { isKnownZone } from "../../lib/timeZone.js";
import { NOTICES, type NotificationPreferences } from "../../records/notification.js";

const MAX_URL = 500;
const MORNING_HOUR = 8;

/** One ticked box arrives as a text, several as a list, none not at all. */
const kinds = z.preprocess(
  (value) => [value ?? []].flat(),
  z.array(z.string()).transform((ticked) => NOTICES.filter((kind) => ticked.includes(kind))),
);

const ticked = z
  .string()
  .optional()
  .transform((value) => value !== undefined);

/** An incoming webhook, or nothing. */
export const chatUrl = z
  .string("must be text")
  .trim()
  .max(MAX_URL, `must have ${MAX_URL} characters at most`)
  .refine(
    (text) => text === "" || isWebAddress(text),
    "must be an address such as https://hooks.slack.com/...",
  );

export const chatTestForm = z.object({ chatUrl: chatUrl.refine((text) => text !== "", "must not be empty") });

/** What somebody wants to be told, as typed on their page. */
export const notificationForm = z
  .object({
    email: kinds,
    chat: kinds,
    chatUrl: chatUrl.default(""),
    isCommentInChat: ticked,
    hasDigest: ticked,
    hour: z.coerce.number().int().min(0).max(23).catch(MORNING_HOUR),
    zone: z.string("must be text").trim().max(64).default(""),
  })
  .refine(({ hasDigest, zone }) => !hasDigest || isKnownZone(zone), {
    path: ["zone"],
    error: "must be a time zone such as Europe/Madrid",
  })
  .transform(({ chatUrl: url, hasDigest, hour, zone, ...rest }): NotificationPreferences => ({
    ...rest,
    ...(url && { chatUrl: url }),
    digest: hasDigest ? { hour, zone } : null,
  }));

/** Stored preferences as they would have been typed. */
export function notificationFields(preferences: NotificationPreferences, zone: string) {
  const { email, chat, chatUrl: url = "", isCommentInChat, digest } = preferences;
  return {
    email,
    chat,
    chatUrl: url,
    ...(isCommentInChat && { isCommentInChat: "on" }),
    ...(digest && { hasDigest: "on" }),
    hour: String(digest?.hour ?? MORNING_HOUR),
    zone,
  };
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ["https:", "http:"].includes(new URL(text).protocol);
}
