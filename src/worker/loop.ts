import { setMaxListeners } from "node:events";
import type { Channels } from "../channels/index.js";
import { dispatchReply } from "../domain/cases/dispatchReply.js";
import { dispatchNext } from "../domain/delivery/dispatchNext.js";
import type { Context } from "../domain/context.js";
import type { Clock } from "../lib/clock.js";
import { startNotifications } from "./notifications.js";
import { repeat } from "./repeat.js";
import { runDueJobs } from "./schedule.js";
import { startWebhooks } from "./webhooks.js";

const IDLE_WAIT_MS = 500;

export interface WorkerLoop {
  /** Ends after the sends in flight. */
  stop(): Promise<void>;
}

/** Sends what is due with several hands, and runs the recurring jobs. Any number of processes may do so. */
export function startWorker(
  context: Context,
  options: { channels: Channels; clock: Clock; concurrency: number },
): WorkerLoop {
  const { channels, clock, concurrency } = options;
  const stopped = new AbortController();
  setMaxListeners(0, stopped.signal); // every hand waits on it
  const hands = Array.from({ length: concurrency }, (_, index) =>
    // The first hand looks often; the others help while there is more than it can do.
    repeat(context, stopped.signal, { idleMs: IDLE_WAIT_MS * (1 + Math.min(index, 10) / 2) }, () =>
      dispatchNext(context, channels, clock),
    ),
  );
  // A hand of its own: what one person writes to another does not wait behind thousands of asks.
  const replies = repeat(context, stopped.signal, { idleMs: IDLE_WAIT_MS }, () =>
    dispatchReply(context, channels, clock),
  );
  const jobs = repeat(context, stopped.signal, { idleMs: 1_000 }, async () => {
    await runDueJobs(context, clock.now());
    return false;
  });
  const notifications = startNotifications(context, { clock, email: channels.email });
  const webhooks = startWebhooks(context, { clock, random: Math.random });
  return {
    async stop() {
      stopped.abort();
      await Promise.all([...hands, replies, jobs, webhooks.stop(), notifications.stop()]);
    },
  };
}
