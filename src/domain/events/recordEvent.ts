import type { Context } from "../context.js";
import { recordEvents, type EventInput, type RecordedEvent } from "./recordEvents.js";

/**
 * Records what happened and lets the triggers decide. The same id again is a repeat and answers the same, after
 * finishing what a crash may have left; the same id with other content is a Conflict.
 */
export async function recordEvent(context: Context, input: EventInput, now: Date): Promise<RecordedEvent> {
  const [result] = await recordEvents(context, [input], now);
  if ("error" in result!) throw result.error;
  return result!;
}
