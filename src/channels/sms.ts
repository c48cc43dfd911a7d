import type { Twilio } from "twilio";
import { ChannelError, type Channel, type Consequence, type Message, type Receipt } from "./channel.js";

const TIMEOUT_MS = 25_000; // well under the lease of 60 s

const OPTED_OUT = 21610;
const BAD_NUMBERS = [21211, 21214, 21217, 21614];
/** Our account, our sender or our registration is at fault; the operator has to act. */
const SETUP_FAULTS = [20003, 20404, 21212, 21606, 21659, 30034, 30035];

/** Sends by Twilio's Messages API, from a number or a messaging service ("MG..."). */
export class SmsChannel implements Channel {
  readonly name = "sms";
  readonly #options: { accountSid: string; authToken: string; from: string; apiBase?: string };
  #client: Promise<Twilio> | null = null;

  constructor(options: { accountSid: string; authToken: string; from: string; apiBase?: string }) {
    this.#options = options;
  }

  async send(message: Message): Promise<Receipt> {
    const { from } = this.#options;
    const sender = from.startsWith("MG") ? { messagingServiceSid: from } : { from };
    try {
      const sent = await (await this.#connect()).messages.create({ to: message.to, body: message.text, ...sender });
      return { providerId: sent.sid };
    } catch (error) {
      throw toChannelError(error);
    }
  }

  /** Twilio keeps what it took: a message to this number with this very text is ours. */
  async findSent(message: Message, since: Date): Promise<Receipt | null> {
    try {
      const client = await this.#connect();
      const sent = await client.messages.list({ to: message.to, dateSentAfter: since, limit: 100 });
      const found = sent.find((one) => one.body === message.text);
      return found ? { providerId: found.sid } : null;
    } catch (error) {
      throw toChannelError(error);
    }
  }

  async close(): Promise<void> {}

  /** Loaded on first use: importing twilio takes a third of a second. */
  #connect(): Promise<Twilio> {
    this.#client ??= import("twilio").then(({ default: twilio }) => {
      const { accountSid, authToken, apiBase } = this.#options;
      const httpClient = new twilio.RequestClient({ timeout: TIMEOUT_MS });
      if (apiBase) {
        const request = httpClient.request.bind(httpClient);
        httpClient.request = (options) => request({ ...options, uri: rebase(options.uri, apiBase) });
      }
      return twilio(accountSid, authToken, { httpClient });
    });
    return this.#client;
  }
}

function rebase(uri: string, apiBase: string): string {
  const { pathname, search } = new URL(uri);
  return `${apiBase.replace(/\/+$/, "")}${pathname}${search}`;
}

function toChannelError(error: unknown): ChannelError {
  const { status, code } = error as { status?: number; code?: number | string };
  const number = Number(code);
  const about = { code: String(code ?? status ?? "unknown"), cause: error };
  const refuse = (message: string, consequence: Consequence) =>
    new ChannelError(message, { ...about, isPermanent: true, consequence });
  if (number === OPTED_OUT) return refuse("The person has opted out", "opt_out");
  if (BAD_NUMBERS.includes(number)) return refuse("The number cannot be texted", "suppress");
  const isDown = SETUP_FAULTS.includes(number) || !status || status >= 500 || status === 401 || status === 429;
  if (isDown) {
    return new ChannelError("Twilio cannot be used", { ...about, isPermanent: false, consequence: "channel_down" });
  }
  return refuse("The message was refused", "none");
}
