import type { ChannelName } from "../records/channel.js";
import type { Channel } from "./channel.js";
import { EmailChannel } from "./email.js";
import { OutboxChannel } from "./outbox.js";
import { SmsChannel } from "./sms.js";

export type Channels = Record<ChannelName, Channel>;

export interface ChannelSettings {
  /** Absent: mails go to the outbox. */
  smtp?: { url: string; from: string; connections: number };
  /** Absent: texts go to the outbox. */
  twilio?: { accountSid: string; authToken: string; from: string; apiBase?: string };
}

/** The one place that knows which providers there are. */
export function createChannels({ smtp, twilio }: ChannelSettings): Channels {
  return {
    email: smtp ? new EmailChannel(smtp) : new OutboxChannel("email"),
    sms: twilio ? new SmsChannel(twilio) : new OutboxChannel("sms"),
  };
}
