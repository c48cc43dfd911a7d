import { createServer, type Socket } from "node:net";
import { runCommand } from "./commands/runCommand.js";
import type { Engine } from "./engine.js";
import { frameReply, messageReader } from "./wire.js";

/** Where to listen: a socket file, or (where there are none: Windows) a free port of 127.0.0.1. */
export type Address = { socketPath: string } | { host: "127.0.0.1" };

/** A listening server. `port` is 0 on a socket file. */
export interface Listening {
  port: number;
  /** Stops listening and ends the connections. */
  close: () => Promise<void>;
}

/** Answers drivers at the address until closed. */
export async function listen(engine: Engine, address: Address): Promise<Listening> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    serve(engine, socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen("socketPath" in address ? { path: address.socketPath } : { ...address, port: 0 }, resolve);
  });
  const bound = server.address();
  return {
    port: typeof bound === "object" && bound !== null ? bound.port : 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        sockets.forEach((socket) => socket.destroy());
      }),
  };
}

function serve(engine: Engine, socket: Socket): void {
  const read = messageReader((message) => {
    void runCommand(engine, message).then((reply) => {
      if (!message.isSilent && !socket.destroyed) socket.write(frameReply(message, reply));
    });
  });
  socket.setNoDelay(true);
  // a peer that is gone is no fault of ours
  socket.on("error", () => socket.destroy());
  socket.on("data", (piece) => {
    try {
      read(piece);
    } catch {
      // not a MongoDB driver, or one that speaks what we never offered
      socket.destroy();
    }
  });
}
