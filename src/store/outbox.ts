import { model, Schema } from "mongoose";
import { decodeCursor, encodeCursor, type Page } from "../lib/cursor.js";
import { NotFound } from "../lib/errors.js";
import type { OutboxMessage } from "../records/outboxMessage.js";
import { recordSchema, toDocument, toRecord, type Stored } from "./document.js";
import { gatherInserts } from "./gather.js";

const KEPT_SECONDS = 30 * 24 * 60 * 60;

const schema = recordSchema<Stored<OutboxMessage, "id">>("outbox", {
  channel: String,
  to: String,
  subject: String,
  text: String,
  html: String,
  headers: Schema.Types.Mixed,
  invitation: String,
  at: Date,
});
schema.index({ at: -1, _id: -1 }); // the page
schema.index({ to: 1, at: -1, _id: -1 }); // messages to one address
schema.index({ at: 1 }, { expireAfterSeconds: KEPT_SECONDS }); // it is for trying things out, not an archive

schema.index({ invitation: 1 }, { sparse: true }); // what became of an event that is tried out

export const Outbox = model("OutboxMessage", schema);

const insertOne = gatherInserts(Outbox);

/** The message; throws NotFound. */
export async function get(id: string): Promise<OutboxMessage> {
  const found = await Outbox.findById(id).lean();
  if (!found) throw new NotFound("This message does not exist.");
  return toRecord<OutboxMessage>(found, "id");
}

/** The newest message of an invitation, or null. */
export async function findByInvitation(invitation: string): Promise<OutboxMessage | null> {
  const found = await Outbox.findOne({ invitation }).sort({ at: -1 }).lean();
  return found && toRecord<OutboxMessage>(found, "id");
}

/** False when the same message is there already: a repeated send leaves one. */
export async function insert(message: OutboxMessage): Promise<boolean> {
  return insertOne(toDocument(message, "id"));
}

/** Newest first. */
export async function list(query: {
  to?: string;
  cursor?: string;
  limit: number;
}): Promise<Page<OutboxMessage>> {
  const filter: Record<string, unknown> = query.to ? { to: query.to } : {};
  const after = query.cursor ? decodeCursor(query.cursor) : null;
  if (after) {
    const at = new Date(after.sortKey);
    filter["$or"] = [{ at: { $lt: at } }, { at, _id: { $lt: after.id } }];
  }
  const found = await Outbox.find(filter)
    .sort({ at: -1, _id: -1 })
    .limit(query.limit + 1)
    .lean();
  const items = found.slice(0, query.limit).map((one) => toRecord<OutboxMessage>(one, "id"));
  const last = items.at(-1);
  return {
    items,
    next: found.length > query.limit && last ? encodeCursor(last.at.toISOString(), last.id) : null,
  };
}
