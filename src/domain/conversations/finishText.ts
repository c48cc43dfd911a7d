import type { IncomingText } from "../../records/incomingText.js";
import * as incomingTexts from "../../store/incomingTexts.js";
import type { Context } from "../context.js";
import { answerByText } from "./answerByText.js";
import { answerToCase } from "./answerToCase.js";
import { decideText } from "./decideText.js";

/**
 * Decides what a kept text means, unless that is decided, and does what follows from it, unless that is done. Killed
 * at any point it can be run again. Returns the reply.
 */
export async function finishText(context: Context, kept: IncomingText, now: Date): Promise<string | null> {
  const decided = kept.meaning
    ? kept
    : await incomingTexts.setDecision(kept.id, await decideText(context, kept, now));
  if (decided.isOpen) {
    await answerByText(context, decided, now);
    await answerToCase(context, decided);
    await incomingTexts.moveToDone(decided.id);
  }
  return decided.reply ?? null;
}
