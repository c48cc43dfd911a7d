import * as incomingTexts from "../../store/incomingTexts.js";
import type { Context } from "../context.js";
import { finishText } from "./finishText.js";

/** Whoever received it is long done, or dead. */
const LEFT_AFTER_MS = 30_000;

const AT_ONCE = 500;

/**
 * Finishes texts whose process was killed, in the order in which they came: an opt-out must not be lost, nor wait behind
 * a text that cannot be finished. Nobody waits for the reply any more. Returns how many are finished.
 */
export async function finishLeftTexts(context: Context, now: Date): Promise<number> {
  const left = await incomingTexts.listLeftBefore(new Date(now.getTime() - LEFT_AFTER_MS), AT_ONCE);
  let finished = 0;
  for (const text of left) {
    try {
      await finishText(context, text, now);
      finished += 1;
    } catch (error) {
      context.logger.error({ err: error, text: text.id }, "a text that was left cannot be finished");
    }
  }
  return finished;
}
