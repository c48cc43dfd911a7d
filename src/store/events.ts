import { model, Schema } from "mongoose";
import { NotFound } from "../lib/errors.js";
import type { CustomerEvent } from "../records/event.js";
import { insertOnce, part, recordSchema, toDocument, toRecord, type Stored } from "./document.js";

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

const Events = model("Event", schema);

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

/** False when the id is known already; nothing is changed then. */
export async function insert(event: CustomerEvent): Promise<boolean> {
  return insertOnce(() => Events.create([toDocument(event, "id")]));
}

/** Notes that every trigger has decided. */
export async function setDecided(id: string, now: Date): Promise<void> {
  await Events.updateOne({ _id: id }, { $set: { decidedAt: now } });
}

/** A customer's events, newest first. */
export async function listByCustomer(customer: string, limit: number): Promise<CustomerEvent[]> {
  const found = await Events.find({ customer }).sort({ occurredAt: -1 }).limit(limit).lean();
  return found.map((one) => toRecord<CustomerEvent>(one, "id"));
}

/** Events whose triggers have not all decided although they came before `before`: the process died in between. */
export async function listUndecided(before: Date, limit: number): Promise<CustomerEvent[]> {
  const found = await Events.find({ decidedAt: { $exists: false }, receivedAt: { $lt: before } })
    .limit(limit)
    .lean();
  return found.map((one) => toRecord<CustomerEvent>(one, "id"));
}

/** Whether an event of one of these types happened to the customer after an instant. */
export async function existsAfter(customer: string, types: string[], after: Date): Promise<boolean> {
  return (await Events.findOne({ customer, type: { $in: types }, occurredAt: { $gt: after } }, { _id: 1 }).lean()) !== null;
}
