import type { CustomerEvent } from "../records/event.js";
import { Events } from "./events.js";
import { toRecord } from "./document.js";

/** Events of a type that came in since an instant, the newest first and so many at most. By the index of arrivals. */
export async function listReceivedSince(type: string, since: Date, limit: number): Promise<CustomerEvent[]> {
  const found = await Events.find({ receivedAt: { $gte: since }, type })
    .sort({ receivedAt: -1 })
    .limit(limit)
    .lean();
  return found.map((one) => toRecord<CustomerEvent>(one, "id"));
}

/** What of these types happened to these customers since an instant, in no order. */
export async function listHappened(
  customers: readonly string[],
  types: readonly string[],
  since: Date,
): Promise<Pick<CustomerEvent, "customer" | "type" | "occurredAt">[]> {
  return Events.find(
    { customer: { $in: customers }, type: { $in: types }, occurredAt: { $gt: since } },
    { _id: 0, customer: 1, type: 1, occurredAt: 1 },
  ).lean();
}
