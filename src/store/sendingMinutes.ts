import { model } from "mongoose";
import type { ChannelName } from "../records/channel.js";
import type { SendingMinute } from "../records/sendingBreaker.js";
import { isDuplicate, recordSchema, type Stored } from "./document.js";
import { gather } from "./gather.js";

const MINUTE_MS = 60_000;
const KEPT_SECONDS = 90 * 24 * 60 * 60;

/** A minute's count is written so often at most: nobody waits for it, and a thousand mails become one write. */
const COUNT_SELDOM = { ms: 250, from: 1 };

// The key is "channel|minute".
const schema = recordSchema<Stored<SendingMinute, never>>("sendingMinutes", {
  channel: String,
  startsAt: Date,
  sent: Number,
  bounces: Number,
  complaints: Number,
});
schema.index({ channel: 1, startsAt: -1 }); // the newest minutes
schema.index({ startsAt: 1 }, { expireAfterSeconds: KEPT_SECONDS }); // older ones decide nothing

/** Named one by one: leaving out the key alone is no projection that every server knows. */
const FIELDS = { _id: 0, channel: 1, startsAt: 1, sent: 1, bounces: 1, complaints: 1 };

const SendingMinutes = model("SendingMinute", schema);

export type SendingCount = "sent" | "bounces" | "complaints";

interface Counted {
  channel: ChannelName;
  at: Date;
  what: SendingCount;
}

const add = gather(async (all: Counted[]) => {
  const write = () => SendingMinutes.bulkWrite(toWrites(all) as never[], { ordered: false });
  await write().catch((error: unknown) => {
    // Two first counts of one minute at once. What did get through is counted again: a rate bears that.
    if (!isDuplicate(error)) throw error;
    return write();
  });
  return all.map(() => true);
}, COUNT_SELDOM);

/** Counts what became of a mail, in the minute in which its provider took it. */
export async function count(channel: ChannelName, at: Date, what: SendingCount): Promise<void> {
  await add({ channel, at, what });
}

/** The newest minutes first that began at `from` or later, `limit` at most. */
export async function listNewest(channel: ChannelName, from: Date, limit: number): Promise<SendingMinute[]> {
  return SendingMinutes.find({ channel, startsAt: { $gte: from } }, FIELDS)
    .sort({ startsAt: -1 })
    .limit(limit)
    .lean();
}

function toWrites(all: Counted[]) {
  const minutes = new Map<string, { filter: object; start: object; counts: Record<string, number> }>();
  for (const { channel, at, what } of all) {
    const startsAt = new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS);
    const _id = `${channel}|${startsAt.toISOString()}`;
    const minute = minutes.get(_id) ?? { filter: { _id }, start: { channel, startsAt }, counts: {} };
    minute.counts[what] = (minute.counts[what] ?? 0) + 1;
    minutes.set(_id, minute);
  }
  return [...minutes.values()].map(({ filter, start, counts }) => ({
    updateOne: { filter, update: { $inc: counts, $setOnInsert: start }, upsert: true },
  }));
}
