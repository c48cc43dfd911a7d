import type { Context } from "../domain/context.js";
import { deliverNext, type Delivering, type Delivery } from "../domain/webhooks/deliverNext.js";
import { repeat, wait } from "./repeat.js";

/** Each may take ten seconds: a receiver that never answers has no more than its own two places. */
const AT_ONCE = 20;
const AT_ONCE_FOR_ONE = 2;

const IDLE_WAIT_MS = 500;

/**
 * Tells other programs what happened, apart from the sending of invitations, which waits for none of them. The places
 * are those of this process: of several each has its own.
 */
export function startWebhooks(context: Context, delivery: Delivery): { stop(): Promise<void> } {
  const stopped = new AbortController();
  const inFlight = new Map<Promise<void>, string>();

  const busy = () => {
    const keys = [...inFlight.values()];
    return keys.filter((key) => keys.filter((other) => other === key).length >= AT_ONCE_FOR_ONE);
  };

  function follow({ endpoint, done }: Delivering): void {
    const ended = done
      .catch((error: unknown) =>
        context.logger.warn({ err: error, webhook: endpoint }, "a webhook's lease will have to run out"),
      )
      .finally(() => inFlight.delete(ended));
    inFlight.set(ended, endpoint);
  }

  // One at a time: a fast receiver ends many tries while a single one of these goes on.
  let idle: Promise<void> | null = null;
  const aWhile = () => (idle ??= wait(IDLE_WAIT_MS, stopped.signal).finally(() => (idle = null)));

  const loop = repeat(context, stopped.signal, { idleMs: IDLE_WAIT_MS }, async () => {
    const begun = inFlight.size < AT_ONCE ? await deliverNext(context, delivery, busy()) : null;
    if (begun) follow(begun);
    else if (inFlight.size > 0) await Promise.race([...inFlight.keys(), aWhile()]);
    return begun !== null || inFlight.size > 0;
  });

  return {
    /** Ends after the tries in flight. */
    async stop() {
      stopped.abort();
      await loop;
      await Promise.all(inFlight.keys());
    },
  };
}
