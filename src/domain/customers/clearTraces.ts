import { isDeepStrictEqual } from "node:util";
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
 * Removes everything of a person that there is now, and has their days counted anew. Where it lies is noted before the
 * first of it goes, so that a repeat after a kill finds the rest. Returns the erasing when nothing new was found since it
 * was clear, else null.
 */
export async function clearTraces(
  context: Context,
  { id, customer }: Erasure,
  now: Date,
): Promise<Erasure | null> {
  const noted = customer === undefined ? null : await noteTraces(customer);
  if (customer === undefined || !noted) return null; // it was done meanwhile
  const found = noted.traces!;
  await hideAddresses(noted, customer, found);
  const removed = await traces.removeAll(customer, found);
  if (removed === 0 && noted.clearedAt) return noted;
  await erasures.moveToCleared(noted, { clearedAt: now, dueAt: new Date(now.getTime() + LATE_MS) });
  for (const day of found.days) context.rollups.request(day);
  forgetCounts();
  context.logger.info({ erasure: id, removed }, "something of a customer was erased");
  return null;
}

/** Null when another one has done all of it. What is known already is not written again. */
async function noteTraces(customer: string): Promise<Erasure | null> {
  for (;;) {
    const found = await traces.find(customer);
    const known = await erasures.find(customer);
    if (!known || known.doneAt) return null;
    const all = traces.merge(found, known.traces);
    if (known.traces && isDeepStrictEqual(all, traces.merge(known.traces, undefined))) return known;
    const noted = await erasures.setTraces(known, all);
    if (noted) return noted;
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
