import type { Background } from "../../lib/background.js";
import type { DayKey } from "../../records/touchpointDay.js";
import { rebuildDay } from "./rebuildDay.js";

/** Asks for rebuilds; several requests for one day become one rebuild. */
export interface RollupQueue {
  request(key: DayKey): void;
  /** Starts everything that waits, now. */
  flush(): void;
}

interface Entry {
  key: DayKey;
  timer: NodeJS.Timeout | null;
  isRunning: boolean;
  isRequestedAgain: boolean;
  lastTookMs: number;
}

/** A new answer must show within one second; asks may lag a little, they change in bulk. */
const DELAY_MS = { answers: { min: 20, max: 500 }, asks: { min: 300, max: 5_000 } };

/** A rebuild may use at most a fifth of the time, however large the day. */
const REST_PER_WORK = 4;

/** Rebuilds in this process, one at a time per day. What a killed process loses is found by `repairRollups`. */
export function createRollupQueue(background: Background): RollupQueue {
  const entries = new Map<string, Entry>();

  function request(key: DayKey): void {
    const id = `${key.kind}|${key.touchpoint}|${key.metric}|${key.day}`;
    let entry = entries.get(id);
    if (!entry) {
      entry = { key, timer: null, isRunning: false, isRequestedAgain: false, lastTookMs: 0 };
      entries.set(id, entry);
    }
    if (entry.isRunning) entry.isRequestedAgain = true;
    else if (!entry.timer) wait(id, entry);
  }

  function wait(id: string, entry: Entry): void {
    const { min, max } = DELAY_MS[entry.key.kind];
    const delay = Math.min(max, Math.max(min, entry.lastTookMs * REST_PER_WORK));
    entry.timer = setTimeout(() => run(id, entry), delay);
  }

  function run(id: string, entry: Entry): void {
    if (entry.timer) clearTimeout(entry.timer);
    Object.assign(entry, { timer: null, isRunning: true, isRequestedAgain: false });
    background.run("rebuildDay", async () => {
      const began = performance.now();
      try {
        await rebuildDay(entry.key);
      } finally {
        entry.isRunning = false;
        entry.lastTookMs = performance.now() - began;
        if (entry.isRequestedAgain) wait(id, entry);
        else entries.delete(id);
      }
    });
  }

  function flush(): void {
    for (const [id, entry] of entries) if (entry.timer) run(id, entry);
  }

  return { request, flush };
}
