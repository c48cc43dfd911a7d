import type { IncomingText } from "../../records/incomingText.js";
import * as caseMessages from "../../store/caseMessages.js";
import { receiveFromCustomer } from "../cases/receiveFromCustomer.js";
import type { Context } from "../context.js";

/** Hands a text that was written about a case to it. A repeat changes nothing. */
export async function answerToCase(
  context: Context,
  { id, from, text, at, meaning, caseMessage }: IncomingText,
): Promise<void> {
  const answers = meaning === "case" && caseMessage ? await caseMessages.find(caseMessage) : null;
  if (!answers) return;
  await receiveFromCustomer(context, { id, answers, channel: "sms", address: from, text, at, messageId: id });
}
