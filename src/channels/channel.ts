import type { ChannelName } from "../records/channel.js";

export interface Message {
  channel: ChannelName;
  to: string;
  /** For email only. */
  subject?: string;
  text: string;
  html?: string;
  headers: Record<string, string>;
  /** For email only. */
  attachments?: { filename: string; contentType: string; content: string }[];
  /** For email only: the visible sender, where the configuration's is not meant; its address stands in for a missing one. */
  from?: { name: string; address?: string };
  replyTo?: string;
  /** For email only: the envelope's sender, to which bounces go. */
  returnPath?: string;
  /** Stable for the same message: a repeat carries the same. An email's Message-ID without angle brackets. */
  messageId: string;
  /** Stands in the text of this message and of no other: by it a provider can be asked for an earlier try. */
  mark?: string;
  /** Of a message without a mark: the provider's ids of others that may say the same. */
  others?: string[];
  /** Null for mails to the company's own people, and for messages about a case. */
  invitation: string | null;
  /** The message about a case that it is. */
  caseMessage?: string;
}

export interface Receipt {
  /** The provider's own id of the message, when it gave one. */
  providerId?: string;
}

/** A way to hand a message to a provider. */
export interface Channel {
  readonly name: ChannelName;
  /** How many messages the provider takes in a second, from all workers together; absent: no matter. */
  readonly perSecond?: number;
  /** Resolves when the provider has taken the message; throws ChannelError. */
  send(message: Message, now: Date): Promise<Receipt>;
  /** Whether the provider has the message from an earlier try whose outcome was lost; null when it has not. */
  findSent(message: Message): Promise<Receipt | null>;
  close(): Promise<void>;
}

/** What a refusal says beyond this one message. */
export type Consequence =
  /** Nothing. */
  | "none"
  /** The address does not work: never write to it again. */
  | "suppress"
  /** The person does not want to be written to. */
  | "opt_out"
  /** The provider cannot be reached or does not accept us: no fault of this message, which is not given up for it. */
  | "channel_down";

/** A provider did not take a message. */
export class ChannelError extends Error {
  readonly isPermanent: boolean;
  /** Stable and short, for example "550" or "21610". */
  readonly code: string;
  readonly consequence: Consequence;

  constructor(
    message: string,
    about: { isPermanent: boolean; code: string; consequence?: Consequence; cause?: unknown },
  ) {
    super(message, { cause: about.cause });
    this.isPermanent = about.isPermanent;
    this.code = about.code;
    this.consequence = about.consequence ?? "none";
  }
}
