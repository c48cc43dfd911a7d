import type { Erasure } from "../../records/erasure.js";
import * as erasures from "../../store/erasures.js";
import type { Context } from "../context.js";
import { announce } from "../webhooks/announce.js";
import { clearTraces } from "./clearTraces.js";

const AT_ONCE = 100;

/**
 * Looks once more for what came while somebody was erased, or was left by a killed process; where nothing is found any
 * more and the roll-ups know, other programs are told, and whom it was about is forgotten. Returns how many are done.
 */
export async function finishErasures(context: Context, now: Date): Promise<number> {
  let done = 0;
  for (const erasure of await erasures.listDue(now, AT_ONCE)) {
    try {
      if (await finish(context, erasure, now)) done += 1;
    } catch (error) {
      context.logger.error({ err: error, erasure: erasure.id }, "somebody could not be erased yet");
    }
  }
  return done;
}

async function finish(context: Context, erasure: Erasure, now: Date): Promise<boolean> {
  const { id, customer } = erasure;
  const clear = await clearTraces(context, erasure, now);
  if (!clear?.isCounted) return false;
  // Dying in between tells it once more, under the same id.
  await announce({ type: "customer.erased", id, at: now, data: { customer } });
  await erasures.moveToDone(id, now);
  return true;
}
