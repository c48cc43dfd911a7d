import type { IncomingText, Keyword } from "../../records/incomingText.js";
import * as customers from "../../store/customers.js";
import * as erasures from "../../store/erasures.js";
import * as incomingTexts from "../../store/incomingTexts.js";
import * as suppressions from "../../store/suppressions.js";
import type { Context } from "../context.js";
import { decideText } from "./decideText.js";
import { finishText } from "./finishText.js";
import { readKeyword } from "./rules.js";

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
 * for nothing. A repeat gets the same reply and changes nothing. Of somebody who was erased nothing is kept.
 */
export async function receiveText(context: Context, input: TextInput, now: Date): Promise<string | null> {
  const { id, from, handledAs } = input;
  const text = input.text.toWellFormed().slice(0, MAX_TEXT).toWellFormed();
  const received = { id, from, text, at: now, isOpen: true, ...(handledAs && { handledAs }) };
  if (await isErased(from)) return hearWish(context, received, now);
  await incomingTexts.insert(received);
  const kept = (await incomingTexts.find(id)) as IncomingText;
  return finishText(context, kept, now);
}

/** A number may be somebody else's by now, whom we know. */
async function isErased(number: string): Promise<boolean> {
  return (await erasures.hasNumber(number)) && (await customers.listByPhone(number)).length === 0;
}

/** Also who was erased may stop all texts, or ask for help. The number is noted as a hash before anything notes it as it is. */
async function hearWish(context: Context, text: IncomingText, now: Date): Promise<string | null> {
  const { from, handledAs } = text;
  const keyword = handledAs ?? readKeyword(text.text);
  if (keyword === "opt_out") await suppressions.moveToHash({ channel: "sms", address: from }, { at: now });
  return (await decideText(context, text, now)).reply;
}
