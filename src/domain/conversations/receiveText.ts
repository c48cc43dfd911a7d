import type { IncomingText, Keyword } from "../../records/incomingText.js";
import * as incomingTexts from "../../store/incomingTexts.js";
import type { Context } from "../context.js";
import { finishText } from "./finishText.js";

/** Longer ones are cut: no phone sends so much at once. */
export const MAX_TEXT = 5_000;

export interface TextInput {
  /** The provider's own id of the message: a repeat has the same. */
  id: string;
  from: string;
  text: string;
  /** The provider has understood the text as this and has answered it by itself. */
  handledAs?: Keyword;
}

/**
 * A customer has sent a text message: keeps it, understands it, does what follows, and returns what to reply, or null
 * for nothing. A repeat gets the same reply and changes nothing.
 */
export async function receiveText(context: Context, input: TextInput, now: Date): Promise<string | null> {
  const { id, from, handledAs } = input;
  const text = input.text.toWellFormed().slice(0, MAX_TEXT).toWellFormed();
  const received = { id, from, text, at: now, isOpen: true, ...(handledAs && { handledAs }) };
  await incomingTexts.insert(received);
  const kept = (await incomingTexts.find(id)) as IncomingText;
  return finishText(context, kept, now);
}
