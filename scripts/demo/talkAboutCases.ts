import type { Channels } from "../../src/channels/index.js";
import { dispatchReply } from "../../src/domain/cases/dispatchReply.js";
import { receiveFromCustomer } from "../../src/domain/cases/receiveFromCustomer.js";
import { replyToCustomer } from "../../src/domain/cases/replyToCustomer.js";
import type { Context } from "../../src/domain/context.js";
import { newId } from "../../src/lib/ids.js";
import type { Case } from "../../src/records/case.js";
import * as customers from "../../src/store/customers.js";
import { readRefusal } from "../../src/domain/cases/readRefusal.js";
import type { Random } from "./random.js";
import { LETTERS } from "./team.js";

const HOUR_MS = 60 * 60_000;

/** The owner writes to the customer, and most of them write back. */
export async function writeAboutCase(
  context: Context,
  channels: Channels,
  theCase: Case,
  { by, random, now }: { by: string; random: Random; now: Date },
): Promise<void> {
  const customer = await customers.find(theCase.customer);
  if (!customer?.email || (await readRefusal(customer, "email", customer.email))) return;
  const { ours, theirs } = random.pick(LETTERS);
  const input = { id: newId(now), channel: "email" as const, subject: "What you told us", text: ours, by };
  const letter = await replyToCustomer(context, theCase, input, now);
  while (await dispatchReply(context, channels, { now: () => now }));
  if (!random.chance(0.7)) return;
  const at = new Date(now.getTime() + HOUR_MS);
  await receiveFromCustomer(context, {
    id: `answer-to-${letter.id}`,
    channel: "email",
    address: customer.email,
    subject: "Re: What you told us",
    text: theirs,
    at,
    messageId: `answer-to-${letter.id}@example.com`,
    answers: letter,
  });
}
