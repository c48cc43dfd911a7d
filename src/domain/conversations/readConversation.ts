import type { IncomingText } from "../../records/incomingText.js";
import type { OutboxMessage } from "../../records/outboxMessage.js";
import * as incomingTexts from "../../store/incomingTexts.js";

/** Nobody reads more. */
const MOST = 100;

/** What was texted back since a message went out, in order; what belongs to another ask is left out. */
export async function readConversation({ to, at, invitation }: OutboxMessage): Promise<IncomingText[]> {
  const came = await incomingTexts.listFrom(to, at, MOST);
  return came.filter((text) => !text.invitation || text.invitation === invitation);
}
