import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { portOf } from "../world.js";

export interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export type Answering = (res: ServerResponse, received: Received) => void;

/** Another company's program that is told what happens: a real HTTP server that answers as the test wants it. */
export interface Receiver {
  url: string;
  received: Received[];
  /** The bodies, parsed. */
  told(): { type: string; timestamp: string; data: Record<string, unknown> }[];
  answering: Answering;
  close(): Promise<void>;
}

/** An answer with a status and a text. */
export const saying =
  (status: number, text = "", headers: Record<string, string> = {}): Answering =>
  (res) => {
    res.writeHead(status, headers).end(text);
  };

/** Takes the request and keeps silent. */
export const silent: Answering = () => {};

export async function startReceiver(answering: Answering = saying(204)): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((req, res) => {
    let body = "";
    req.setEncoding("utf8");
    req.on("data", (part: string) => (body += part));
    req.on("end", () => {
      const one = { method: req.method!, path: req.url!, headers: req.headers, body };
      received.push(one);
      receiver.answering(res, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${portOf(server)}/hook`,
    received,
    told: () => received.map(({ body }) => JSON.parse(body)),
    answering,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
