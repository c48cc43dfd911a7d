import { model } from "mongoose";
import { decodeCursor, encodeCursor, type Page } from "../lib/cursor.js";
import type { ChannelName } from "../records/channel.js";
import type { Suppression, SuppressionReason } from "../records/suppression.js";
import { insertOnce, recordSchema, type Stored } from "./document.js";
import { gatherFinds } from "./gather.js";
import { keyedHash } from "./keyedHash.js";

const AT_ONCE = 1_000;

// The key is "channel:address"; of a person who was erased the address is a hash behind "#", see moveToHash.
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

/** Why an address must not be written to, or null; also when its owner was erased, and only its hash is left. */
export async function find(channel: ChannelName, address: string): Promise<Suppression | null> {
  const found = await Promise.all(idsOf(channel, address).map(findOne));
  const standing = found.flatMap((one) => (one ? [{ ...toSuppression(one), address }] : []));
  return standing.find(isWish) ?? standing[0] ?? null;
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
    ...(address && { _id: { $in: [...idsOf("email", address), ...idsOf("sms", address)] } }),
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

/**
 * All of them by address, one after the other: the list may be larger than the memory. Without those of which only a
 * hash is left: it means nothing outside of this installation.
 */
export async function* readAll(): AsyncGenerator<Suppression> {
  let after = "";
  for (;;) {
    const found = await Suppressions.find({ _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(AT_ONCE)
      .lean();
    yield* found.map(toSuppression).filter(({ address }) => !address.startsWith("#"));
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
  const result = await Suppressions.deleteMany({ _id: { $in: idsOf(channel, address) } });
  return result.deletedCount > 0;
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
  const hashed = await findOne(idOf(channel, hashOf(channel, address)));
  if (hashed && isWish(toSuppression(hashed))) return false; // it need not be written down in the clear again
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
  await Suppressions.deleteMany({ _id: { $in: idsOf(channel, address) }, reason: "opted_out" });
}

/**
 * From now on only a keyed hash of the address is kept; `optOut` is a wish that the list may not know. Does nothing
 * when there is neither. Dying in between leaves both, which says the same; a repeat ends it.
 */
export async function moveToHash(
  { channel, address }: Pick<Suppression, "channel" | "address">,
  optOut?: Pick<Suppression, "at" | "by">,
): Promise<void> {
  const clear = await findOne(idOf(channel, address));
  const known = clear && toSuppression(clear);
  const stands =
    optOut && !(known && isWish(known)) ? { channel, reason: "opted_out" as const, ...optOut } : known;
  if (!stands) return;
  const hash = hashOf(channel, address);
  const fields = { ...stands, address: hash };
  const isLess =
    stands.reason === "complained" ? {} : { reason: { $nin: ["opted_out" as const, "complained" as const] } };
  // What says as much and is hashed already stays: then the unique key refuses, and nothing changes.
  await insertOnce(() =>
    Suppressions.updateOne({ _id: idOf(channel, hash), ...isLess }, { $set: fields }, { upsert: true }),
  );
  // Only as it was read: what was added to it in between is moved by the next look.
  if (known) await Suppressions.deleteOne({ _id: idOf(channel, address), reason: known.reason });
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

/** Its own wish, or a complaint, which says more. */
function isWish({ reason }: Pick<Suppression, "reason">): boolean {
  return reason === "opted_out" || reason === "complained";
}

function hashOf(channel: ChannelName, address: string): string {
  return `#${keyedHash(channel, address)}`;
}

/** In the clear and as a hash. */
function idsOf(channel: ChannelName, address: string): string[] {
  return [idOf(channel, address), idOf(channel, hashOf(channel, address))];
}

function idOf(channel: ChannelName, address: string): string {
  return `${channel}:${address}`;
}
