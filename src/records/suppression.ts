import type { ChannelName } from "./channel.js";

export type SuppressionReason = "opted_out" | "bounced" | "complained";

/** An address that must not be written to, whoever it belongs to. */
export interface Suppression {
  channel: ChannelName;
  address: string;
  reason: SuppressionReason;
  at: Date;
}
