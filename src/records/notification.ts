import type { Cadence } from "./digest.js";

export const NOTICES = [
  "assigned",
  "mentioned",
  "received",
  "reply_failed",
  "escalated",
  "reopened",
  "urgent",
] as const;

/**
 * What somebody is told about a case: it is theirs now, a note names them, the customer wrote or answered again, a
 * message to them failed, it was escalated, it is open again, or it is urgent and nobody has it.
 */
export type Notice = (typeof NOTICES)[number];

export const WAYS = ["email", "chat"] as const;

export type Way = (typeof WAYS)[number];

export interface NotificationPreferences {
  /** What comes by mail. */
  email: Notice[];
  /** What comes by chat, once there is an address for it. */
  chat: Notice[];
  /** An incoming webhook as Slack has them. Whoever knows it can write there. */
  chatUrl?: string;
  /** Others may read along in a chat: what customers and colleagues wrote goes there only if somebody says so. */
  isCommentInChat: boolean;
  /** When the morning's mail comes, and in which IANA zone; null: never. */
  digest: { hour: number; zone: string } | null;
}

/** Dropped: by the time it was to go out there was nothing to tell any more. */
export type NotificationState = "waiting" | "sent" | "dropped" | "given_up";

/** Something to tell one user by one way. What it says is put together when it goes out. */
export interface Notification {
  /**
   * "<change or note>|<user>|<way>", "digest|<user>|<day>", "scores|<user>|<cadence>|<day>",
   * "file|<user>|<view>|<cadence>|<day>" or "alert|<raise>|<user>|<way>": a repeat is the same.
   */
  id: string;
  /** For the chat of an alert, "alert|<its key>". */
  user: string;
  way: Way;
  kind: Notice | "digest" | "scores" | "file" | "alert";
  /** Absent for a digest. */
  case?: string;
  /** The change, the note or the raise of an alert. */
  about?: string;
  /** The digest's day, in the zone of its reader; of scores and files the organisation's day after the period. */
  day?: string;
  /** Of scores and files: how long the period was. */
  cadence?: Cadence;
  /** Of a file: whose answers are in it. */
  view?: string;
  at: Date;
  state: NotificationState;
  /** When a worker has to look at it; absent when it has ended. */
  dueAt?: Date;
  /** Names the worker's claim. */
  lease?: string;
  /** Tries that were begun. */
  tries: number;
  /** Why the last try did not get through: a status or a code, never words of others. */
  fault?: string;
  endedAt?: Date;
  removeAt: Date;
}
