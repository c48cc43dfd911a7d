import type { ChannelName } from "../../records/channel.js";
import type { Customer } from "../../records/customer.js";
import type { Erasure, Traces } from "../../records/erasure.js";
import * as customers from "../../store/customers.js";
import * as erasures from "../../store/erasures.js";
import * as suppressions from "../../store/suppressions.js";
import * as traces from "../../store/traces.js";
import { forgetCounts } from "../cases/countQueue.js";
import type { Context } from "../context.js";
import { isBinding } from "./rules.js";

/** Requests, workers' leases and what follows answers are over by then, whichever process has them. */
const LATE_MS = 5 * 60_000;

/**
 * Removes everything of a person that there is now, and has their days counted anew. Returns how many documents were
 * removed. Where they lie is noted before the first one goes, so that a repeat after a kill finds the rest.
 */
export async function clearTraces(context: Context, erasure: Erasure, now: Date): Promise<number> {
  const { id, customer } = erasure;
  const noted = customer === undefined ? null : await noteTraces(customer);
  if (customer === undefined || !noted) return 0; // it was done meanwhile
  await hideAddresses(erasure, customer, noted);
  const removed = await traces.removeAll(customer, noted);
  for (const day of noted.days) context.rollups.request(day);
  forgetCounts();
  if (removed > 0 || !erasure.clearedAt)
    await erasures.moveToCleared(id, now, new Date(now.getTime() + LATE_MS));
  return removed;
}

/** Null when another one has done all of it. */
async function noteTraces(customer: string): Promise<Traces | null> {
  for (;;) {
    const found = await traces.find(customer);
    const known = await erasures.find(customer);
    if (!known || known.doneAt) return null;
    const noted = await erasures.setTraces(known, traces.merge(found, known.traces));
    if (noted) return noted.traces!;
  }
}

/**
 * Whoever must not be written to must not be written to by the next import either: of such an address a hash stays; and
 * of each number, since an answer may still be on its way. One that another customer has too is theirs, and stays.
 */
async function hideAddresses(erasure: Erasure, id: string, { addresses }: Traces): Promise<void> {
  const customer = await customers.find(id);
  for (const used of addresses) {
    if (await isSomebodyElses(id, used)) continue;
    await suppressions.moveToHash(used, wishOf(customer, used.channel));
    if (used.channel === "sms") await erasures.insertNumber(used.address, erasure);
  }
}

async function isSomebodyElses(id: string, used: Traces["addresses"][number]): Promise<boolean> {
  const { channel, address } = used;
  const holders =
    channel === "email" ? await customers.listByEmail(address, 2) : await customers.listByPhone(address);
  return holders.some((one) => one.id !== id);
}

function wishOf(customer: Customer | null, channel: ChannelName) {
  const optOut = customer?.optOuts[channel];
  return optOut && isBinding(optOut) ? { at: optOut.at, ...(optOut.by && { by: optOut.by }) } : undefined;
}
