import { model } from "mongoose";
import { decodeCursor, encodeCursor, type Page } from "../lib/cursor.js";
import type { ChannelName } from "../records/channel.js";
import type { Suppression, SuppressionReason } from "../records/suppression.js";
import { insertOnce, recordSchema, type Stored } from "./document.js";
import { gatherFinds } from "./gather.js";

const AT_ONCE = 1_000;

// The key is "channel:address".
const schema = recordSchema<Stored<Suppression, never>>("suppressions", {
  channel: String,
  address: String,
  reason: String,
  at: Date,
  by: String,
});
schema.index({ at: -1, _id: -1 }); // the list

const Suppressions = model("Suppression", schema);

const findOne = gatherFinds(Suppressions);

/** Why an address must not be written to, or null. */
export async function find(channel: ChannelName, address: string): Promise<Suppression | null> {
  const found = await findOne(idOf(channel, address));
  return found && toSuppression(found);
}

/** What keeps us from writing to an address: its own suppression, else that of its domain, else null. */
export async function findCovering(channel: ChannelName, address: string): Promise<Suppression | null> {
  const [own, ...ofDomains] = await Promise.all([
    find(channel, address),
    ...(channel === "email" ? domainsOf(address) : []).map((domain) => find(channel, domain)),
  ]);
  return own ?? ofDomains.find((one) => one !== null) ?? null;
}

export interface SuppressionQuery {
  channel?: ChannelName;
  reason?: SuppressionReason;
  /** The whole address, or a whole domain with "@". */
  search?: string;
  cursor?: string;
  limit: number;
}

/** Newest first. An unreadable cursor begins at the top. */
export async function list({
  channel,
  reason,
  search,
  cursor,
  limit,
}: SuppressionQuery): Promise<Page<Suppression>> {
  const address = search?.toLowerCase();
  const filter: Record<string, unknown> = {
    ...(channel && { channel }),
    ...(reason && { reason }),
    ...(address && { _id: { $in: [idOf("email", address), idOf("sms", address)] } }),
  };
  const after = cursor ? decodeCursor(cursor) : null;
  if (after) {
    const at = new Date(after.sortKey);
    filter["$or"] = [{ at: { $lt: at } }, { at, _id: { $lt: after.id } }];
  }
  const found = await Suppressions.find(filter)
    .sort({ at: -1, _id: -1 })
    .limit(limit + 1)
    .lean();
  const last = found[limit - 1];
  const next = found.length > limit && last ? encodeCursor(last.at.toISOString(), last._id) : null;
  return { items: found.slice(0, limit).map(toSuppression), next };
}

/** All of them by address, one after the other: the list may be larger than the memory. */
export async function* readAll(): AsyncGenerator<Suppression> {
  let after = "";
  for (;;) {
    const found = await Suppressions.find({ _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(AT_ONCE)
      .lean();
    yield* found.map(toSuppression);
    const last = found.at(-1);
    if (!last) return;
    after = last._id;
  }
}

/** Puts many on the list; returns how many were new. What stands there already keeps its first reason. */
export async function insertAll(suppressions: readonly Suppression[]): Promise<number> {
  const writes = suppressions.map((one) => ({
    updateOne: {
      filter: { _id: idOf(one.channel, one.address) },
      update: { $setOnInsert: one },
      upsert: true,
    },
  }));
  const result = await Suppressions.bulkWrite(writes as never[], { ordered: true });
  return result.upsertedCount;
}

/** Takes an address off the list, whatever put it there. False when it does not stand there. */
export async function remove(channel: ChannelName, address: string): Promise<boolean> {
  const result = await Suppressions.deleteOne({ _id: idOf(channel, address) });
  return result.deletedCount === 1;
}

/** False when the address is suppressed already; the first reason stands. */
export async function insert(suppression: Suppression): Promise<boolean> {
  return insertOnce(() =>
    Suppressions.create([{ _id: idOf(suppression.channel, suppression.address), ...suppression }]),
  );
}

/**
 * The owner's own wish: it takes the place of a bounce or of the company's list, since it must outlive them. A complaint
 * says more and stays. False when the address was opted out, or complained, before.
 */
export async function insertOptOut(optOut: Omit<Suppression, "reason">): Promise<boolean> {
  const { channel, address, at, by } = optOut;
  const fields = { channel, address, reason: "opted_out" as const, at };
  // One command: what is taken off the list at the same moment must not take the wish with it.
  return insertOnce(() =>
    Suppressions.updateOne(
      { _id: idOf(channel, address), reason: { $nin: ["opted_out", "complained"] } },
      by ? { $set: { ...fields, by } } : { $set: fields, $unset: { by: 1 } },
      { upsert: true },
    ),
  );
}

/** Lifts a suppression that an opt-out made; bounces and complaints stay. */
export async function removeOptOut(channel: ChannelName, address: string): Promise<void> {
  await Suppressions.deleteOne({ _id: idOf(channel, address), reason: "opted_out" });
}

/** "@mail.example.com" and "@example.com" of somebody at mail.example.com. */
function domainsOf(address: string): string[] {
  const labels = address.slice(address.lastIndexOf("@") + 1).split(".");
  return labels.slice(0, -1).map((_, place) => `@${labels.slice(place).join(".")}`);
}

function toSuppression(document: object): Suppression {
  const { _id, ...suppression } = document as Suppression & { _id: string };
  return suppression;
}

function idOf(channel: ChannelName, address: string): string {
  return `${channel}:${address}`;
}
