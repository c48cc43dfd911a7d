import { createServer, type Server, type Socket } from "node:net";
import { readCommand } from "./commands/command.js";
import { errorReply, runCommand } from "./commands/runCommand.js";
import type { Engine } from "./engine.js";
import { type Message, neededBytes, readMessage, splitMessages, writeReply } from "./wire.js";

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
  await listening(server, address);
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

function listening(server: Server, address: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    if ("socketPath" in address) server.listen(address.socketPath, resolve);
    else server.listen({ host: address.host, port: 0 }, resolve);
  });
}

function serve(engine: Engine, socket: Socket): void {
  let chunks: Buffer[] = [];
  let size = 0;
  let needed = 0;
  socket.setNoDelay(true);
  // a peer that is gone is no fault of ours
  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size < needed) return;
    try {
      const { messages, rest } = splitMessages(chunks.length === 1 ? chunk : Buffer.concat(chunks));
      chunks = [rest];
      size = rest.length;
      needed = neededBytes(rest);
      for (const bytes of messages) void answer(engine, socket, readMessage(bytes));
    } catch {
      // not a MongoDB driver, or one that speaks what we never offered
      socket.destroy();
    }
  });
}

async function answer(engine: Engine, socket: Socket, message: Message): Promise<void> {
  const reply = await run(engine, message);
  if (!message.isSilent && !socket.destroyed) socket.write(reply);
}

async function run(engine: Engine, message: Message): Promise<Buffer> {
  try {
    return writeReply(message, await runCommand(engine, readCommand(message)));
  } catch (error) {
    return writeReply(message, errorReply(error));
  }
}
