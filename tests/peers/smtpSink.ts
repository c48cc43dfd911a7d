import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer, type SMTPServerDataStream } from "smtp-server";

export interface ReceivedMail {
  /** The sender of the envelope. */
  from: string;
  to: string;
  raw: Buffer;
}

/** What the server does to whom; each may be changed at any time. */
export interface SmtpBehaviour {
  /** An answer to RCPT other than "250", for example `{ code: 550, text: "5.1.1 no such user" }`. */
  refuseRecipient?: (address: string) => { code: number; text: string } | null;
  refuseSender?: { code: number; text: string };
  /** An answer to the message itself. */
  refuseMessage?: (address: string) => { code: number; text: string } | null;
  /** How long the answer to a message takes. */
  delayMs?: number;
  /** Cuts the connection when the recipient is named, or when the whole mail is there but not acknowledged. */
  dropAt?: "recipient" | "end";
  /** Keeps the mail although the connection is cut, as a server does that dies after writing it down. */
  keepsDropped?: boolean;
  /** Never answers a message. */
  hangs?: boolean;
}

export interface SmtpSink {
  port: number;
  url: string;
  /** In the order of arrival; repeats included. */
  mails: ReceivedMail[];
  behaviour: SmtpBehaviour;
  /** How many connections were upgraded by STARTTLS. */
  readonly upgraded: number;
  readonly connections: number;
  parsed(): Promise<ParsedMail[]>;
  /** Waits until so many mails have come. */
  received(count: number, withinMs?: number): Promise<void>;
  close(): Promise<void>;
}

/** A mail server on a free port that keeps what it gets, and misbehaves on request. */
export async function startSmtpSink(
  options: {
    port?: number;
    starttls?: boolean;
    credentials?: { user: string; pass: string };
  } & SmtpBehaviour = {},
): Promise<SmtpSink> {
  const { port = 0, starttls = false, credentials, ...behaviour } = options;
  const counts = { upgraded: 0, connections: 0 };
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    authOptional: !credentials,
    allowInsecureAuth: true,
    disabledCommands: [...(starttls ? [] : ["STARTTLS"]), ...(credentials ? [] : ["AUTH"])],
    disableReverseLookup: true,
    logger: false,
    onSecure(_socket, _session, done) {
      counts.upgraded += 1;
      done();
    },
    onConnect(_session, done) {
      counts.connections += 1;
      done();
    },
    onAuth({ username, password }, _session, done) {
      if (username === credentials?.user && password === credentials?.pass) done(null, { user: username });
      else done(reply({ code: 535, text: "5.7.8 authentication failed" }));
    },
    onMailFrom(_address, _session, done) {
      done(sink.behaviour.refuseSender && reply(sink.behaviour.refuseSender));
    },
    onRcptTo({ address }, _session, done) {
      if (sink.behaviour.dropAt === "recipient") return cut();
      const refusal = sink.behaviour.refuseRecipient?.(address);
      done(refusal ? reply(refusal) : null);
    },
    onData(stream, session, done) {
      void read(stream).then(async (raw) => {
        if (!raw) return; // the client died in the middle of its mail
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom ? mailFrom.address : "";
        const to = rcptTo[0]!.address;
        const { dropAt, keepsDropped, hangs, delayMs, refuseMessage } = sink.behaviour;
        const keep = () => sink.mails.push({ from, to, raw });
        if (hangs) return;
        if (dropAt === "end") {
          if (keepsDropped) keep();
          return cut();
        }
        const refusal = refuseMessage?.(to);
        if (refusal) return done(reply(refusal));
        if (delayMs) await new Promise((resolve) => setTimeout(resolve, delayMs));
        keep();
        done();
      });
    },
  });
  const cut = () => sockets.forEach((socket) => socket.destroy());
  server.server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => {}); // clients of these tests die in the middle of a word
  });
  server.on("error", () => {});
  server.listen(port, "127.0.0.1");
  await once(server.server, "listening");
  const chosen = (server.server.address() as AddressInfo).port;
  const sink: SmtpSink = {
    port: chosen,
    url: `smtp://${credentials ? `${credentials.user}:${credentials.pass}@` : ""}127.0.0.1:${chosen}`,
    mails: [],
    behaviour,
    get upgraded() {
      return counts.upgraded;
    },
    get connections() {
      return counts.connections;
    },
    parsed: () => Promise.all(sink.mails.map(({ raw }) => simpleParser(raw))),
    async received(count, withinMs = 10_000) {
      const until = Date.now() + withinMs;
      while (sink.mails.length < count) {
        if (Date.now() > until) throw new Error(`${sink.mails.length} of ${count} mails came`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async close() {
      cut();
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
  return sink;
}

/** The Message-ID of a raw mail without angle brackets; parsing thousands of mails would take long. */
export function messageIdOf({ raw }: ReceivedMail): string {
  return /^Message-ID:\s*<([^>]+)>/im.exec(raw.toString("latin1"))?.[1] ?? "";
}

function reply({ code, text }: { code: number; text: string }): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

async function read(stream: SMTPServerDataStream): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of stream) chunks.push(chunk as Buffer);
  } catch {
    return null;
  }
  return Buffer.concat(chunks);
}
