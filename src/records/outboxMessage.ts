import type { ChannelName } from "./channel.js";

/** A message that no provider took because none is configured. */
export interface OutboxMessage {
  id: string;
  channel: ChannelName;
  to: string;
  subject: string | null;
  text: string;
  html: string | null;
  headers: Record<string, string>;
  invitation: string | null;
  at: Date;
}
