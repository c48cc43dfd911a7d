import type { ChannelName } from "./channel.js";

export const SUPPRESSION_REASONS = ["opted_out", "bounced", "complained", "listed"] as const;

/** `listed`: the company put it on the list. */
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];

/** An address that must not be written to, whoever it belongs to; "@example.com" is a whole domain with all below it. */
export interface Suppression {
  channel: ChannelName;
  /** Behind "#" it is a keyed hash: its owner was erased, and must not be written to all the same. */
  address: string;
  reason: SuppressionReason;
  at: Date;
  /** The person or the program that put it on the list; absent when a message brought it there. */
  by?: string;
}
