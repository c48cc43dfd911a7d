import { commitError, keepWhole, type Storage } from "./openStorage.js";

/** Runs a job inside a commit and comes back with its result once the commit is on disk; rejects with its error. */
export type Write = <T>(job: () => T) => Promise<T>;

interface Waiting {
  run: () => void;
  settle: () => void;
  fail: (error: unknown) => void;
}

/**
 * The queue of writes: one commit at a time, and everything that has arrived meanwhile shares the next one. `onLost` is
 * called after a commit that failed, when nothing of its jobs was kept.
 */
export function createWriteQueue(storage: Storage, onLost: () => void): Write {
  let waiting: Waiting[] = [];

  const commit = (): void => {
    const jobs = waiting;
    waiting = [];
    try {
      // blocks this thread for one fsync; what arrives meanwhile waits in the sockets and forms the next commit
      storage.env.transactionSync(() => jobs.forEach((job) => job.run()));
      keepWhole(storage);
      jobs.forEach((job) => job.settle());
    } catch (error) {
      onLost();
      jobs.forEach((job) => job.fail(commitError(storage, error)));
    }
  };

  return (job) =>
    new Promise((resolve, reject) => {
      let settle = (): void => {};
      const run = (): void => {
        try {
          const result = job();
          settle = () => resolve(result);
        } catch (error) {
          settle = () => reject(error as Error);
        }
      };
      if (waiting.length === 0) setImmediate(commit);
      waiting.push({ run, settle: () => settle(), fail: reject });
    });
}
