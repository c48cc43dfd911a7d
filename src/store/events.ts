import { model, Schema } from "mongoose";
import { NotFound } from "../lib/errors.js";
import type { CustomerEvent } from "../records/event.js";
import { insertNew, part, recordSchema, toDocument, toRecord, type Stored } from "./document.js";

// Shard key when there are many: { customer: "hashed" }.
const schema = recordSchema<Stored<CustomerEvent, "id">>("events", {
  type: { type: String },
  occurredAt: Date,
  customer: String,
  agent: part({ id: String, name: String }),
  team: String,
  properties: { type: Schema.Types.Mixed, default: {} },
  contentHash: String,
  receivedAt: Date,
  decidedAt: Date,
});
schema.index({ customer: 1, occurredAt: -1 }); // a customer's story; what cancels an ask
schema.index({ receivedAt: 1 }); // the job that looks for undecided events

export const Events = model("Event", schema);

/** The event, or null. */
export async function find(id: string): Promise<CustomerEvent | null> {
  const found = await Events.findById(id).lean();
  return found && toRecord<CustomerEvent>(found, "id");
}

/** The event; throws NotFound. */
export async function get(id: string): Promise<CustomerEvent> {
  const event = await find(id);
  if (!event) throw new NotFound(`No event has the id "${id}".`);
  return event;
}

/** Inserts with one command; the places of those whose id is known already are returned, unchanged. */
export async function insertAll(events: readonly CustomerEvent[]): Promise<Set<number>> {
  return insertNew(() =>
    Events.collection.insertMany(events.map((event) => toDocument(event, "id")) as never[], {
      ordered: false,
    }),
  );
}

/** The events with these ids, in no order; unknown ids are left out. */
export async function listByIds(ids: readonly string[]): Promise<CustomerEvent[]> {
  const found = await Events.find({ _id: { $in: ids } }).lean();
  return found.map((one) => toRecord<CustomerEvent>(one, "id"));
}

/** Notes that every trigger has decided about these events. */
export async function setDecided(ids: readonly string[], now: Date): Promise<void> {
  await Events.updateMany({ _id: { $in: ids } }, { $set: { decidedAt: now } });
}

/** A customer's events, newest first. */
export async function listByCustomer(customer: string, limit: number): Promise<CustomerEvent[]> {
  const found = await Events.find({ customer }).sort({ occurredAt: -1 }).limit(limit).lean();
  return found.map((one) => toRecord<CustomerEvent>(one, "id"));
}

/** Events that came between two instants and whose triggers have not all decided: the process died in between. */
export async function listUndecided(
  received: { after: Date; before: Date },
  limit: number,
): Promise<CustomerEvent[]> {
  const found = await Events.find({
    decidedAt: { $exists: false },
    receivedAt: { $gt: received.after, $lt: received.before },
  })
    .limit(limit)
    .lean();
  return found.map((one) => toRecord<CustomerEvent>(one, "id"));
}

/** Whether an event of one of these types happened to the customer after an instant. */
export async function existsAfter(customer: string, types: string[], after: Date): Promise<boolean> {
  return (
    (await Events.findOne(
      { customer, type: { $in: types }, occurredAt: { $gt: after } },
      { _id: 1 },
    ).lean()) !== null
  );
}
