import { PassThrough } from "node:stream";
import { createTransport, type Transporter } from "nodemailer";
import type { SMTPError } from "nodemailer/lib/smtp-connection/index.js";
import { ChannelError, type Channel, type Message, type Receipt } from "./channel.js";
import { echoHeaders } from "./echoHeaders.js";
import { isHardBounce } from "./isHardBounce.js";

/** A server that does not answer. */
const CONNECT_TIMEOUT_MS = 10_000;
const SOCKET_TIMEOUT_MS = 25_000;

/** All of it, the wait for a free connection included: well under the lease of 60 s, or others would send it too. */
const SEND_TIMEOUT_MS = 45_000;

/** RFC 8058 wants both headers of unsubscribing under the signature; the library leaves one of them out. */
const SIGNED_HEADERS =
  "From:Reply-To:Subject:Date:Message-ID:To:MIME-Version:Content-Type:List-Unsubscribe:List-Unsubscribe-Post";

export interface EmailOptions {
  url: string;
  from: string;
  connections: number;
  sendTimeoutMs?: number;
  /** Absent: the relay signs, which is the usual way; signing here takes about 3 ms a mail. */
  dkim?: { domainName: string; keySelector: string; privateKey: string };
}

/** Sends by SMTP over a pool of connections that stay open. */
export class EmailChannel implements Channel {
  readonly name = "email";
  readonly #transport: Transporter;
  readonly #from: string;
  readonly #address: string;
  readonly #sendTimeoutMs: number;
  readonly #echo: (message: Message) => Record<string, string>;
  /** The bodies of the messages in flight, by Message-ID: whether a server has begun to read one. */
  readonly #bodies = new Map<string, PassThrough>();

  constructor(options: EmailOptions) {
    const url = new URL(options.url);
    // Without credentials STARTTLS is opportunistic: an unverified certificate is still better than plain text.
    const isOpportunistic = url.protocol === "smtp:" && !url.username;
    this.#from = options.from;
    this.#address = options.from.match(/<([^<>]+)>\s*$/)?.[1] ?? options.from;
    this.#echo = echoHeaders(url.hostname);
    this.#sendTimeoutMs = options.sendTimeoutMs ?? SEND_TIMEOUT_MS;
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
      ...(options.dkim && { dkim: { ...options.dkim, headerFieldNames: SIGNED_HEADERS } }),
      ...(isOpportunistic && { tls: { rejectUnauthorized: false } }),
    } as Parameters<typeof createTransport>[0]);
    this.#transport.use("stream", (mail, done) => {
      mail.message.processFunc((input) => {
        const body = input.pipe(new PassThrough());
        this.#bodies.set(String(mail.data.messageId), body);
        return body;
      });
      done();
    });
  }

  async send(message: Message): Promise<Receipt> {
    const messageId = `<${message.messageId}>`;
    // AbortSignal.timeout would keep something of every mail until its time is over, sent or not.
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), this.#sendTimeoutMs);
    try {
      await this.#transport.sendMail({
        from: message.from ? { ...message.from, address: message.from.address ?? this.#address } : this.#from,
        ...(message.replyTo && { replyTo: message.replyTo }),
        ...(message.returnPath && { envelope: { from: message.returnPath, to: message.to } }),
        to: { name: "", address: message.to },
        subject: message.subject,
        text: message.text,
        html: message.html,
        ...(message.attachments && { attachments: message.attachments }),
        headers: { ...message.headers, ...this.#echo(message) },
        messageId,
        signal: late.signal,
      });
      return {};
    } catch (error) {
      throw toChannelError(error as SMTPError, this.#bodies.get(messageId)?.readableDidRead ?? false);
    } finally {
      clearTimeout(timer);
      this.#bodies.delete(messageId);
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
 * Only a server's clear word about the recipient suppresses the address; every other refusal of this one mail
 * counts as soft. What happens before the recipient is named, or to all mails alike, is our own trouble. When the
 * connection is lost after the mail was on its way, it may have been taken: then the tries are counted too, or
 * somebody would get it again and again.
 */
function toChannelError(error: SMTPError, wasUnderWay: boolean): ChannelError {
  const status = error.responseCode ?? 0;
  const response = error.response ?? "";
  const about = { code: status ? String(status) : (error.code ?? "unknown"), cause: error };
  const isAboutRecipient = error.command === "RCPT TO";
  const isNoAddress = status === 0 && error.code === "EENVELOPE" && /recipient/i.test(error.message);
  if (isNoAddress || (isAboutRecipient && isHardBounce(status, response))) {
    return new ChannelError("The address does not work", {
      ...about,
      isPermanent: true,
      consequence: "suppress",
    });
  }
  const isAboutUs = isAboutRecipient && (status === 530 || /relay|authenticat/i.test(response));
  const isAboutMessage = isAboutRecipient || error.command === "DATA" || error.code === "EMESSAGE";
  if (wasUnderWay || (isAboutMessage && !isAboutUs)) {
    return new ChannelError("The mail was not taken", { ...about, isPermanent: false });
  }
  return new ChannelError("The mail server cannot be used", {
    ...about,
    isPermanent: false,
    consequence: "channel_down",
  });
}
