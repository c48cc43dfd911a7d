import type { Context } from "../domain/context.js";
import { deliverNext, type Delivering, type Delivery } from "../domain/notifications/deliverNext.js";
import type { Way } from "../records/notification.js";
import { repeat, wait } from "./repeat.js";

/** How many go out at once: a chat that never answers holds its place for ten seconds, a mail's relay is ours. */
const PLACES: Record<Way, number> = { email: 3, chat: 10 };

const IDLE_WAIT_MS = 500;

/** Tells people what concerns them, apart from the sending of invitations, and chats apart from mails. */
export function startNotifications(context: Context, delivery: Delivery): { stop(): Promise<void> } {
  const stopped = new AbortController();
  const loops = [
    tellBy(context, delivery, "email", stopped.signal),
    tellBy(context, delivery, "chat", stopped.signal),
  ];
  return {
    /** Ends after the tries in flight. */
    async stop() {
      stopped.abort();
      await Promise.all(loops);
    },
  };
}

async function tellBy(context: Context, delivery: Delivery, way: Way, stopped: AbortSignal): Promise<void> {
  const inFlight = new Map<Promise<void>, string>();

  function follow({ user, done }: Delivering): void {
    const ended = done
      .catch((error: unknown) =>
        context.logger.warn({ err: error, user, way }, "a notification's lease will have to run out"),
      )
      .finally(() => inFlight.delete(ended));
    inFlight.set(ended, user);
  }

  // One at a time: a fast chat ends many tries while a single one of these goes on.
  let idle: Promise<void> | null = null;
  const aWhile = () => (idle ??= wait(IDLE_WAIT_MS, stopped).finally(() => (idle = null)));

  await repeat(context, stopped, { idleMs: IDLE_WAIT_MS }, async () => {
    const busy = [...inFlight.values()]; // nobody is told two things at once
    const begun = inFlight.size < PLACES[way] ? await deliverNext(context, delivery, way, busy) : null;
    if (begun) follow(begun);
    else if (inFlight.size > 0) await Promise.race([...inFlight.keys(), aWhile()]);
    return begun !== null || inFlight.size > 0;
  });
  await Promise.all(inFlight.keys());
}
