import type { ChannelName } from "../records/channel.js";
import type { Channel } from "./channel.js";
import { EmailChannel, type EmailOptions } from "./email.js";
import { OutboxChannel } from "./outbox.js";
import { SmsChannel, type SmsOptions } from "./sms.js";

export type Channels = Record<ChannelName, Channel>;

export interface ChannelSettings {
  /** Absent: mails go to the outbox. */
  smtp?: EmailOptions;
  /** Absent: texts go to the outbox. */
  twilio?: SmsOptions;
}

/** The one place that knows which providers there are. */
export function createChannels({ smtp, twilio }: ChannelSettings): Channels {
  return {
    email: smtp ? new EmailChannel(smtp) : new OutboxChannel("email"),
    sms: twilio ? new SmsChannel(twilio) : new OutboxChannel("sms"),
  };
}
