import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

export interface Times {
  p50: number;
  p95: number;
  max: number;
  /** What a request cost the serving process, whatever else the machine did. */
  cpu?: number;
}

/** Milliseconds that all threads of a process have computed so far. */
export function cpuMs(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const nanoseconds = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]),
  );
  return nanoseconds.reduce((sum, one) => sum + one, 0) / 1e6;
}

/** What was asked for is not part of the product. */
export class NotThere extends Error {}

/** How long a page takes from the request to its last byte, in milliseconds; its text. Throws for anything but 200. */
export async function timePage(
  url: string,
  headers: Record<string, string>,
): Promise<{ took: number; text: string }> {
  const began = performance.now();
  const answer = await fetch(url, { headers, redirect: "manual" });
  const text = await answer.text();
  const took = performance.now() - began;
  if (answer.status === 404 || answer.status === 400)
    throw new NotThere(`${new URL(url).pathname}: ${answer.status}`); // an unknown filter is a bad request
  if (answer.status !== 200) throw new Error(`${url}: ${answer.status}`);
  return { took, text };
}

export function timesOf(took: readonly number[]): Times {
  const sorted = [...took].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]!;
  return { p50: at(0.5), p95: at(0.95), max: sorted.at(-1)! };
}

/** Does `work` so many times a second until it is stopped; faults come out when it is stopped. */
export function keepDoing(perSecond: number, work: () => Promise<unknown>): { stop(): Promise<number> } {
  let isOver = false;
  const running = new Set<Promise<unknown>>();
  const faults: unknown[] = [];
  let begun = 0;
  const loop = async () => {
    const began = performance.now();
    while (!isOver) {
      begun += 1;
      const one = work()
        .catch((error: unknown) => faults.push(error))
        .finally(() => running.delete(one));
      running.add(one);
      await sleep(Math.max(0, began + (begun * 1_000) / perSecond - performance.now()));
    }
  };
  const looping = loop();
  return {
    async stop() {
      isOver = true;
      await looping;
      await Promise.all(running);
      if (faults.length > 0) throw faults[0];
      return begun;
    },
  };
}
