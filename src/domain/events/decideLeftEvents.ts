import * as customers from "../../store/customers.js";
import * as events from "../../store/events.js";
import type { Context } from "../context.js";
import { decideEvents } from "../triggers/decideEvents.js";
import { readConfiguration } from "../triggers/readConfiguration.js";

/** Younger ones are still in the hands of the request that recorded them. */
const LEFT_AFTER_MS = 60_000;
/** Older ones that nobody could decide have no customer, and must not stand in the way of others. */
const LEFT_UNTIL_MS = 24 * 60 * 60_000;
const AT_ONCE = 500;

/**
 * Lets the triggers decide about events that a killed process left in between. The decisions that were made
 * stand; an event whose customer was not stored yet waits for its sender, who never got an answer.
 */
export async function decideLeftEvents(context: Context, now: Date): Promise<number> {
  const received = {
    after: new Date(now.getTime() - LEFT_UNTIL_MS),
    before: new Date(now.getTime() - LEFT_AFTER_MS),
  };
  const left = await events.listUndecided(received, AT_ONCE);
  if (left.length === 0) return 0;
  const configuration = await readConfiguration();
  let decided = 0;
  for (const event of left) {
    const customer = await customers.find(event.customer);
    if (!customer) continue;
    await decideEvents(context, [{ event, customer }], configuration, now);
    await events.setDecided([event.id], now);
    decided += 1;
  }
  return decided;
}
