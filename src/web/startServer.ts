import { createServer, type RequestListener, type ServerResponse } from "node:http";

/**
 * How long a server that stops still takes connections: whoever balances the load sees at /readyz that it is to be
 * left out, and a request that is on its way already is not met by a closed door.
 */
const LINGER_MS = 1_000;

export interface WebServer {
  /** Ends when every request in flight has its answer. */
  close(): Promise<void>;
}

/** Listens on a port; rejects with the system's error, for example EADDRINUSE. */
export function startServer(app: RequestListener, port: number): Promise<WebServer> {
  const server = createServer();
  const inFlight = new Set<ServerResponse>();
  let isClosing = false;
  // A connection that is kept alive would let one busy proxy hold up the stop for ever.
  const sayGoodbye = (res: ServerResponse) => {
    if (!res.headersSent) res.setHeader("Connection", "close");
  };
  server.on("request", (_req, res) => {
    inFlight.add(res);
    res.once("close", () => inFlight.delete(res));
    if (isClosing) sayGoodbye(res);
  });
  server.on("request", app);

  async function close(): Promise<void> {
    isClosing = true;
    inFlight.forEach(sayGoodbye);
    await new Promise((resolve) => setTimeout(resolve, LINGER_MS));
    await new Promise((resolve) => server.close(resolve)); // closes idle connections by itself
  }
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, () => resolve({ close }));
  });
}
