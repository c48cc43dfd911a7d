import type { Logger } from "./logger.js";

/** Work that follows a reply and is repaired by a recurring job when the process dies before it is done. */
export interface Background {
  /** Starts the work; a failure is logged, never thrown. */
  run(name: string, work: () => Promise<unknown>): void;
  /** Resolves when everything that was started has ended. */
  drain(): Promise<void>;
}

/** Keeps count of work in flight, so that a graceful stop (and a test) can wait for it. */
export function createBackground(logger: Logger): Background {
  const running = new Set<Promise<unknown>>();
  return {
    run(name, work) {
      const promise = work()
        .catch((error: unknown) =>
          logger.warn({ err: error, work: name }, "background work failed, a job will repair it"),
        )
        .finally(() => running.delete(promise));
      running.add(promise);
    },
    async drain() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
