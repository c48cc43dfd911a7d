import { parentPort, workerData } from "node:worker_threads";
import { type Engine, openEngine } from "./engine.js";
import { type Address, listen, type Listening } from "./server.js";
import { sweepEvery } from "./sweepExpired.js";

/** What the thread is told at its start. */
export interface WorkerOrder {
  databasePath: string;
  isSynced: boolean;
  address: Address;
  sweepMs: number;
}

/** What the thread says: it listens (port 0: on the socket file), it could not start, or it has stopped. */
export type WorkerNews =
  { state: "ready"; port: number } | { state: "failed"; reason: string } | { state: "stopped" };

const order = workerData as WorkerOrder;

try {
  const engine = openEngine(order.databasePath, order.isSynced);
  const server = await listen(engine, order.address);
  const sweeping = sweepEvery(engine, order.sweepMs);
  parentPort?.once("message", () => void stop(engine, server, sweeping));
  tell({ state: "ready", port: server.port });
} catch (error) {
  tell({ state: "failed", reason: error instanceof Error ? error.message : String(error) });
}

async function stop(engine: Engine, server: Listening, sweeping: NodeJS.Timeout): Promise<void> {
  clearInterval(sweeping);
  await server.close();
  await engine.close();
  tell({ state: "stopped" });
}

function tell(news: WorkerNews): void {
  parentPort?.postMessage(news);
}
