import * as incomingTexts from "../../store/incomingTexts.js";
import type { Context } from "../context.js";
import { finishText } from "./finishText.js";

/** Whoever received it is long done, or dead. */
const LEFT_AFTER_MS = 30_000;

const AT_ONCE = 500;

/** Finishes texts whose process was killed: an opt-out must not be lost. Nobody waits for the reply any more. */
export async function finishLeftTexts(context: Context, now: Date): Promise<number> {
  const left = await incomingTexts.listLeftBefore(new Date(now.getTime() - LEFT_AFTER_MS), AT_ONCE);
  for (const text of left) await finishText(context, text, now);
  return left.length;
}
