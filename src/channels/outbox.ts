import type { ChannelName } from "../records/channel.js";
import * as outbox from "../store/outbox.js";
import type { Channel, Message, Receipt } from "./channel.js";

/** Keeps messages for reading at /outbox: what a channel does while no provider is configured. */
export class OutboxChannel implements Channel {
  constructor(readonly name: ChannelName) {}

  /** The message's own id is its key, so that a repeat leaves one. */
  async send(message: Message, now: Date): Promise<Receipt> {
    await outbox.insert({
      id: message.messageId,
      channel: message.channel,
      to: message.to,
      subject: message.subject ?? null,
      text: message.text,
      html: message.html ?? null,
      headers: {
        ...message.headers,
        ...(message.from && { From: senderOf(message.from) }),
        ...(message.replyTo && { "Reply-To": message.replyTo }),
        ...(message.returnPath && { "Return-Path": `<${message.returnPath}>` }),
        // only that there was one: nobody needs a second copy of what many people said
        ...(message.attachments && {
          Attachments: message.attachments.map(({ filename }) => filename).join(", "),
        }),
        ...(message.channel === "email" && { "Message-ID": `<${message.messageId}>` }),
      },
      invitation: message.invitation,
      at: now,
    });
    return {};
  }

  async findSent(): Promise<null> {
    return null; // sending twice leaves one
  }

  async close(): Promise<void> {}
}

/** Without an address the configuration's would stand there, which there is none of. */
function senderOf({ name, address }: NonNullable<Message["from"]>): string {
  const shown = /[,;:"@]/.test(name) ? `"${name.replaceAll('"', "'")}"` : name;
  return address ? `${shown} <${address}>` : shown;
}
