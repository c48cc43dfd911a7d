import { sendLoad } from "./load.js";
import { freePort, startProcess } from "./processes.js";

const REQUESTS = 30_000;

/** Requests a second of a plain node:http server: how fast the machine is just now. */
export async function measureYardstick(): Promise<number> {
  const port = await freePort();
  const plain = await startProcess("scripts/benchmarks/peers/plainHttp.ts", { env: { PORT: String(port) } });
  const url = `http://127.0.0.1:${port}`;
  const ask = () => ({ method: "GET", path: "/" }) as const;
  await sendLoad(url, 5_000, ask);
  const perSecond = await sendLoad(url, REQUESTS, ask);
  await plain.stop();
  return perSecond;
}
