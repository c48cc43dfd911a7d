import type { CaseMessage } from "../../records/caseMessage.js";
import * as caseMessages from "../../store/caseMessages.js";
import type { Context } from "../context.js";
import { noteMessage } from "./noteMessage.js";

/** What came, and the message of ours that it answers. */
export interface Received extends Pick<
  CaseMessage,
  "id" | "channel" | "address" | "subject" | "text" | "at" | "messageId" | "isAutomatic"
> {
  answers: Pick<CaseMessage, "case" | "customer">;
  references?: string[];
}

/** Keeps what a customer wrote back about a case, before anything follows from it. False for a repeat. */
export async function receiveFromCustomer(context: Context, received: Received): Promise<boolean> {
  const { answers, references = [], ...fields } = received;
  const message: CaseMessage = {
    ...fields,
    case: answers.case,
    customer: answers.customer,
    direction: "in",
    state: "received",
    attempts: [],
    references,
    isOpen: true,
  };
  const isNew = await caseMessages.insert(message);
  const kept = isNew ? message : await caseMessages.find(message.id);
  if (kept?.isOpen) await noteMessage(context, kept);
  return isNew;
}
