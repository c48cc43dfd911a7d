import type { ChannelName } from "./channel.js";
import type { Attempt } from "./invitation.js";

export const MESSAGE_STATES = ["scheduled", "sending", "sent", "failed", "received"] as const;

export type MessageState = (typeof MESSAGE_STATES)[number];

export const REPLY_REFUSALS = ["no_address", "bounced", "complained", "stopped", "listed"] as const;

/** Why nothing may be written to an address, not even personally. */
export type ReplyRefusal = (typeof REPLY_REFUSALS)[number];

/**
 * `came_back`: it was taken, and did not arrive. `too_late`: nobody had tried until it was no use any more. `lost`: it
 * may have arrived, but nobody knows.
 */
export type MessageFailure = ReplyRefusal | "refused" | "gave_up" | "came_back" | "too_late" | "lost";

/** What one of ours and a customer wrote to each other about a case. */
export interface CaseMessage {
  id: string;
  case: string;
  customer: string;
  direction: "out" | "in";
  channel: ChannelName;
  /** Where it goes, or whence it came. */
  address: string;
  subject?: string;
  /** As it was written, without what was quoted. */
  text: string;
  at: Date;
  /** The user who wrote it; absent for the customer. */
  by?: string;
  /** Stands before the words of the first text message: a number says nothing of who writes. */
  introducedAs?: string;
  state: MessageState;
  reason?: MessageFailure;
  failedAt?: Date;
  attempts: Attempt[];
  sentAt?: Date;
  /** When a worker has to look at it; absent when there is nothing left to do. */
  dueAt?: Date;
  /** Names the worker's claim. */
  lease?: string;
  /** The second in which a text message may go out, see delivery/waitForTurn. */
  turn?: string;
  /** Without angle brackets; a repeat carries the same. */
  messageId: string;
  inReplyTo?: string;
  /** Message-IDs of the thread, oldest first. */
  references: string[];
  /** A machine wrote it: an out-of-office note changes nothing. */
  isAutomatic?: boolean;
  /** True until the case tells of it, and again until the case tells that it failed. */
  isOpen?: boolean;
}
