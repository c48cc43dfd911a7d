import type { Twilio } from "twilio";
import type { Channel, Message, Receipt } from "./channel.js";
import { channelDown, codeOf, toChannelError } from "./twilioErrors.js";

/** Asking for an earlier try and sending take one each: together well under the lease of 60 s. */
const TIMEOUT_MS = 20_000;

/** Nobody gets more messages than this between two tries. */
const LATEST = 50;

export interface SmsOptions {
  accountSid: string;
  authToken: string;
  from: string;
  /** Where Twilio tells what became of a message. */
  statusCallback?: string;
  perSecond?: number;
  apiBase?: string;
  timeoutMs?: number;
}

/** Sends by Twilio's Messages API, from a number or a messaging service ("MG..."). */
export class SmsChannel implements Channel {
  readonly name = "sms";
  readonly perSecond?: number;
  readonly #options: SmsOptions;
  #client: Promise<Twilio> | null = null;

  constructor(options: SmsOptions) {
    this.#options = options;
    if (options.perSecond !== undefined) this.perSecond = options.perSecond;
  }

  async send(message: Message): Promise<Receipt> {
    const { from, statusCallback } = this.#options;
    const sender = from.startsWith("MG") ? { messagingServiceSid: from } : { from };
    try {
      const client = await this.#connect();
      const sent = await client.messages.create({
        to: message.to,
        body: message.text,
        ...sender,
        ...(statusCallback && { statusCallback }),
      });
      return { providerId: sent.sid };
    } catch (error) {
      throw toChannelError(error);
    }
  }

  /**
   * Twilio keeps what it took. It is not asked by date: a message that still waits in its queue has none. Nor is
   * the whole text compared: Twilio may add to it or replace characters, but leaves the mark.
   */
  async findSent(message: Message): Promise<Receipt | null> {
    try {
      const client = await this.#connect();
      const sent = await client.messages.list({ to: message.to, limit: LATEST });
      const mayArrive = sent.filter(({ status }) => status !== "undelivered" && status !== "failed");
      const found = mayArrive.find(
        ({ body, sid }) => isOf(message, body ?? "") && !message.others?.includes(sid),
      );
      return found ? { providerId: found.sid } : null;
    } catch (error) {
      throw channelDown(codeOf(error), error); // no answer is no refusal
    }
  }

  async close(): Promise<void> {}

  /** Loaded on first use: importing twilio takes a third of a second. */
  #connect(): Promise<Twilio> {
    this.#client ??= import("twilio").then(({ default: twilio }) => {
      const { accountSid, authToken, apiBase, timeoutMs = TIMEOUT_MS } = this.#options;
      const httpClient = new twilio.RequestClient({ timeout: timeoutMs });
      if (apiBase) {
        const request = httpClient.request.bind(httpClient);
        httpClient.request = (options) => request({ ...options, uri: rebase(options.uri, apiBase) });
      }
      return twilio(accountSid, authToken, { httpClient });
    });
    return this.#client;
  }
}

/** Without a mark the whole text has to be there; a trial account's preamble stands before it. */
function isOf({ mark, text }: Message, body: string): boolean {
  return mark ? body.includes(mark) : body.endsWith(text);
}

function rebase(uri: string, apiBase: string): string {
  const { pathname, search } = new URL(uri);
  return `${apiBase.replace(/\/+$/, "")}${pathname}${search}`;
}
