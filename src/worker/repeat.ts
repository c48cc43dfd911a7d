import type { Context } from "../domain/context.js";

const ERROR_WAIT_MS = 2_000;

/** Does one unit after the other; waits when there is nothing to do, and after an error. */
export async function repeat(
  context: Context,
  stopped: AbortSignal,
  { idleMs }: { idleMs: number },
  unit: () => Promise<boolean>,
): Promise<void> {
  while (!stopped.aborted) {
    try {
      if (!(await unit())) await wait(idleMs, stopped);
    } catch (error) {
      context.logger.error({ err: error }, "the worker could not do its work, it will try again");
      await wait(ERROR_WAIT_MS, stopped);
    }
  }
}

/** Ends early when the worker is stopped. */
export function wait(ms: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stopped.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    stopped.addEventListener("abort", done);
    if (stopped.aborted) done();
  });
}
