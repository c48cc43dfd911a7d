import { createTransport, type Transporter } from "nodemailer";
import type { SMTPError } from "nodemailer/lib/smtp-connection/index.js";
import { ChannelError, type Channel, type Message, type Receipt } from "./channel.js";

/** Together well under the lease of 60 s, so that a slow server cannot make another worker send the same mail. */
const CONNECT_TIMEOUT_MS = 10_000;
const SOCKET_TIMEOUT_MS = 25_000;

/** Sends by SMTP over a pool of connections that stay open. */
export class EmailChannel implements Channel {
  readonly name = "email";
  readonly #transport: Transporter;
  readonly #from: string;

  constructor(options: { url: string; from: string; connections: number }) {
    const url = new URL(options.url);
    // Without credentials STARTTLS is opportunistic: an unverified certificate is still better than plain text.
    const isOpportunistic = url.protocol === "smtp:" && !url.username;
    this.#from = options.from;
    this.#transport = createTransport({
      url: options.url,
      pool: true,
      maxConnections: options.connections,
      maxMessages: Infinity,
      connectionTimeout: CONNECT_TIMEOUT_MS,
      greetingTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: SOCKET_TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
      ...(isOpportunistic && { tls: { rejectUnauthorized: false } }),
    } as Parameters<typeof createTransport>[0]);
  }

  async send(message: Message): Promise<Receipt> {
    try {
      await this.#transport.sendMail({
        from: this.#from,
        to: { name: "", address: message.to },
        subject: message.subject,
        text: message.text,
        html: message.html,
        headers: message.headers,
        messageId: `<${message.messageId}>`,
      });
      return {};
    } catch (error) {
      throw toChannelError(error as SMTPError);
    }
  }

  /** SMTP cannot be asked; a repeat carries the same Message-ID, by which mail programs fold it. */
  async findSent(): Promise<null> {
    return null;
  }

  async close(): Promise<void> {
    this.#transport.close();
  }
}

/**
 * Only a server's clear word about the recipient suppresses the address (550, 551 or 553 at RCPT, other than a
 * policy 5.7 or full mailbox 5.2): an unknown text counts as soft. What happens before RCPT is our own trouble.
 */
function toChannelError(error: SMTPError): ChannelError {
  const status = error.responseCode ?? 0;
  const code = status ? String(status) : (error.code ?? "unknown");
  const about = { code, cause: error };
  if (status === 0 && error.code === "EENVELOPE") {
    return new ChannelError("The address is none", { ...about, isPermanent: true, consequence: "suppress" });
  }
  const isAboutRecipient = error.command === "RCPT TO";
  if (isAboutRecipient && [550, 551, 553].includes(status) && !/\b5\.[27]\.\d/.test(error.response ?? "")) {
    return new ChannelError("The address does not exist", { ...about, isPermanent: true, consequence: "suppress" });
  }
  const isAboutMessage = isAboutRecipient || error.command === "DATA" || error.code === "EMESSAGE";
  if (isAboutMessage && status >= 500) return new ChannelError("The message was refused", { ...about, isPermanent: true });
  if (isAboutMessage && status >= 400) return new ChannelError("The message was deferred", { ...about, isPermanent: false });
  return new ChannelError("The mail server cannot be used", {
    ...about,
    isPermanent: false,
    consequence: "channel_down",
  });
}
