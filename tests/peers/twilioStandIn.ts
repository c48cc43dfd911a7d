import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export const ACCOUNT_SID = "AC0123456789abcdef0123456789abcdef";
export const AUTH_TOKEN = "a token for tests only";

export interface TextMessage {
  sid: string;
  to: string;
  from: string | null;
  messagingServiceSid: string | null;
  body: string;
  statusCallback: string | null;
  /** What became of it, where that is not said by `dateSent`. */
  status?: string;
  /** Null while it waits in the provider's queue, as with the real one. */
  dateSent: Date | null;
}

/** What becomes of the next messages: an error code of Twilio's with its HTTP status, silence, or a cut line. */
export type TwilioBehaviour =
  | { kind: "accept" }
  | { kind: "error"; status: number; code?: number }
  | { kind: "hang" }
  | { kind: "accept_then_drop" }
  | { kind: "drop" };

export interface TwilioStandIn {
  apiBase: string;
  /** Settings for `createWorld` or a channel. */
  settings: { accountSid: string; authToken: string; from: string; apiBase: string };
  messages: TextMessage[];
  /** "POST" and "GET" in the order in which they came. */
  requests: string[];
  behaviour: TwilioBehaviour;
  /** What the real one may do to a text, for example a trial account's preamble. */
  rewrite: (body: string) => string;
  close(): Promise<void>;
}

/** Speaks Twilio's Messages API: sending by form, and listing by To and DateSent>. */
export async function startTwilioStandIn(): Promise<TwilioStandIn> {
  const server = createServer((req, res) => void answer(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const apiBase = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const standIn: TwilioStandIn = {
    apiBase,
    settings: { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, from: "+15005550006", apiBase },
    messages: [],
    requests: [],
    behaviour: { kind: "accept" },
    rewrite: (body) => body,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url!, apiBase);
    standIn.requests.push(req.method!);
    const credentials = Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString("base64");
    if (req.headers.authorization !== `Basic ${credentials}`) return refuse(res, 401, 20003);
    if (url.pathname !== `/2010-04-01/Accounts/${ACCOUNT_SID}/Messages.json`) return refuse(res, 404, 20404);
    if (req.method === "GET") return list(url.searchParams, res);
    const form = new URLSearchParams(await text(req));
    const { behaviour } = standIn;
    if (behaviour.kind === "error") return refuse(res, behaviour.status, behaviour.code);
    if (behaviour.kind === "hang") return;
    if (behaviour.kind === "drop") return void req.socket.destroy();
    const message = take(form);
    if (behaviour.kind === "accept_then_drop") return void req.socket.destroy();
    send(res, 201, toJson(message));
  }

  function take(form: URLSearchParams): TextMessage {
    const message: TextMessage = {
      sid: `SM${String(standIn.messages.length + 1).padStart(32, "0")}`,
      to: form.get("To")!,
      from: form.get("From"),
      messagingServiceSid: form.get("MessagingServiceSid"),
      body: standIn.rewrite(form.get("Body")!),
      statusCallback: form.get("StatusCallback"),
      dateSent: null,
    };
    standIn.messages.unshift(message);
    return message;
  }

  function list(query: URLSearchParams, res: ServerResponse): void {
    const to = query.get("To");
    const after = query.get("DateSent>");
    const found = standIn.messages
      .filter((one) => !to || one.to === to)
      .filter((one) => !after || (one.dateSent && one.dateSent >= new Date(after)));
    send(res, 200, { messages: found.map(toJson), next_page_uri: null, page: 0, page_size: 50 });
  }

  return standIn;
}

function toJson(message: TextMessage): object {
  return {
    sid: message.sid,
    account_sid: ACCOUNT_SID,
    to: message.to,
    from: message.from,
    messaging_service_sid: message.messagingServiceSid,
    body: message.body,
    status: message.status ?? (message.dateSent ? "sent" : "queued"),
    date_sent: message.dateSent?.toUTCString() ?? null,
    date_created: null,
    date_updated: null,
    error_code: null,
    error_message: null,
  };
}

function refuse(res: ServerResponse, status: number, code?: number): void {
  send(res, status, { ...(code && { code }), message: "refused", more_info: "", status });
}

function send(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

async function text(req: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of req) body += String(chunk);
  return body;
}
