import { model } from "mongoose";
import type { ChannelName } from "../records/channel.js";
import type { BreakerState, SendingBreaker } from "../records/sendingBreaker.js";
import { insertOnce, part, recordSchema, toRecord, type Stored } from "./document.js";

const KEPT_RESTARTS = 20;

const schema = recordSchema<Stored<SendingBreaker, "channel">>("sendingBreakers", {
  state: String,
  cause: String,
  count: Number,
  sent: Number,
  since: Date,
  countedFrom: Date,
  restarts: [part({ by: String, at: Date, stoppedAt: Date, cause: String, count: Number, sent: Number })],
});

const SendingBreakers = model("SendingBreaker", schema);

/** A channel's breaker, or null while it never had a reason to act. */
export async function find(channel: ChannelName): Promise<SendingBreaker | null> {
  const found = await SendingBreakers.findById(channel).lean();
  return found && toRecord<SendingBreaker>(found, "channel");
}

/** Those that ever had a reason to act. */
export async function list(): Promise<SendingBreaker[]> {
  const found = await SendingBreakers.find().lean();
  return found.map((one) => toRecord<SendingBreaker>(one, "channel"));
}

/** All breakers that act. */
export async function listActing(): Promise<SendingBreaker[]> {
  const found = await SendingBreakers.find({ state: { $in: ["warned", "stopped"] } }).lean();
  return found.map((one) => toRecord<SendingBreaker>(one, "channel"));
}

export type BreakerReason = Required<Pick<SendingBreaker, "cause" | "count" | "sent">>;

/**
 * Moves a breaker on from the states named; false when it is in none of them, so that of many workers that see the
 * same numbers one alone acts, and a stop is never taken back by numbers.
 */
export async function move(
  channel: ChannelName,
  from: BreakerState[],
  to: { state: BreakerState; since: Date; reason?: BreakerReason },
): Promise<boolean> {
  await insertOnce(() =>
    SendingBreakers.create([{ _id: channel, state: "fine", since: to.since, restarts: [] }]),
  );
  const { state, since, reason } = to;
  const result = await SendingBreakers.updateOne(
    { _id: channel, state: { $in: from } },
    {
      $set: { state, since, ...reason },
      ...(!reason && { $unset: { cause: 1, count: 1, sent: 1 } }),
    },
  );
  return result.modifiedCount === 1;
}

/**
 * A person starts a stopped channel again; false when it was not stopped. What was sent before counts no more. Why it
 * had stopped is kept beside who it was.
 */
export async function restart(channel: ChannelName, by: string, at: Date): Promise<boolean> {
  const stopped = await find(channel);
  if (stopped?.state !== "stopped") return false;
  const { since, cause, count, sent } = stopped;
  const reason = cause && { cause, count, sent };
  const result = await SendingBreakers.updateOne(
    { _id: channel, state: "stopped", since },
    {
      $set: { state: "fine", since: at, countedFrom: at },
      $unset: { cause: 1, count: 1, sent: 1 },
      $push: { restarts: { $each: [{ by, at, stoppedAt: since, ...reason }], $slice: -KEPT_RESTARTS } },
    },
  );
  return result.matchedCount === 1;
}
