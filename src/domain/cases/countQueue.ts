import * as caseQueues from "../../store/caseQueues.js";
import type { QueueQuery } from "../../store/caseQueues.js";

/** Every page counts: a change made in another process counts after so long. */
const KNOWN_FOR_MS = 3_000;

/** No more are remembered: whoever has asked for so many different ones is no person. */
const MOST_KNOWN = 10_000;

const known = new Map<string, { count: Promise<number>; at: number }>();

/** How many cases stand in a queue, up to three seconds old; after a change made by this process it is counted anew. */
export function countQueue(query: QueueQuery, now: Date): Promise<number> {
  const { due, ...rest } = query;
  // the hour moves with every request: what is due "until now" is one question for three seconds
  const key = JSON.stringify([rest, due && (due.after ? "soon" : "overdue")]);
  const found = known.get(key);
  if (found && Math.abs(now.getTime() - found.at) < KNOWN_FOR_MS) return found.count;
  if (known.size >= MOST_KNOWN) known.clear();
  const count = caseQueues.count(query);
  known.set(key, { count, at: now.getTime() });
  count.catch(() => known.delete(key));
  return count;
}

/** This process counts anew: after a change of its own, and when a test has emptied the database. */
export function forgetCounts(): void {
  known.clear();
}
