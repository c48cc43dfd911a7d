import type { Background } from "../../lib/background.js";
import type { DayKey, RollupKind } from "../../records/rollup.js";
import { nameOf, rebuildDays } from "./rebuildDays.js";

/** Asks for rebuilds; what is asked for within a moment becomes one rebuild. */
export interface RollupQueue {
  request(key: DayKey): void;
  /** Starts everything that waits, now. */
  flush(): void;
}

/** A new answer must show within one second; asks may lag a little, they change in bulk. */
const DELAY_MS: Record<RollupKind, { min: number; max: number }> = {
  answers: { min: 100, max: 500 },
  asks: { min: 300, max: 5_000 },
};

/** Rebuilding may use at most a fifth of the time, however large the days. */
const REST_PER_WORK = 4;

interface Line {
  waiting: Map<string, DayKey>;
  timer: NodeJS.Timeout | null;
  isRunning: boolean;
  lastTookMs: number;
}

/**
 * Rebuilds in this process, one line for answers and one for asks, each doing one thing at a time. What a killed
 * process loses is found by `rebuildRecentDays`.
 */
export function createRollupQueue(background: Background): RollupQueue {
  const line = (): Line => ({ waiting: new Map(), timer: null, isRunning: false, lastTookMs: 0 });
  const lines: Record<RollupKind, Line> = { answers: line(), asks: line() };

  function request(key: DayKey): void {
    lines[key.kind].waiting.set(nameOf(key), key);
    wait(key.kind);
  }

  function wait(kind: RollupKind): void {
    const one = lines[kind];
    if (one.isRunning || one.timer) return;
    const { min, max } = DELAY_MS[kind];
    one.timer = setTimeout(() => run(kind), Math.min(max, Math.max(min, one.lastTookMs * REST_PER_WORK)));
  }

  function run(kind: RollupKind): void {
    const one = lines[kind];
    if (one.timer) clearTimeout(one.timer);
    const keys = [...one.waiting.values()];
    one.waiting.clear();
    Object.assign(one, { timer: null, isRunning: true });
    background.run("rebuildDays", async () => {
      const began = performance.now();
      try {
        await rebuildDays(keys);
      } finally {
        one.isRunning = false;
        one.lastTookMs = performance.now() - began;
        if (one.waiting.size > 0) wait(kind);
      }
    });
  }

  function flush(): void {
    for (const kind of ["answers", "asks"] as const) if (lines[kind].timer) run(kind);
  }

  return { request, flush };
}
