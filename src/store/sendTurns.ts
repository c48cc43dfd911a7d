import { model } from "mongoose";
import { isDuplicate, recordSchema } from "./document.js";
import { gather } from "./gather.js";

interface TurnsDocument {
  /** "channel/rate": another rate counts anew. */
  _id: string;
  /** The first turn that nobody has: its second times the rate, and its place within that second. */
  next: number;
}

const schema = recordSchema<TurnsDocument>("sendTurns", { next: Number });

const SendTurns = model("SendTurns", schema);

/** A wish for one turn, now or as soon as one is free. */
interface Wish {
  channel: string;
  perSecond: number;
  second: number;
}

const take = gather(takeAll);

/**
 * Takes a turn to send: the second, since 1970, in which it may be used. No second has more than `perSecond` turns,
 * whoever asks: a counter that only rises gives each number out once. What is asked for at the same time is taken
 * with one command.
 */
export async function takeTurn(channel: string, perSecond: number, second: number): Promise<number> {
  return take({ channel, perSecond, second });
}

/** All wishes of a process are for the same channel and rate. */
async function takeAll(wishes: Wish[]): Promise<number[]> {
  const { channel, perSecond } = wishes[0]!;
  const second = Math.max(...wishes.map((wish) => wish.second));
  const _id = `${channel}/${perSecond}`;
  // What is over is given to nobody; then the range is ours alone. Turns that a killed process took are lost.
  await raise(_id, second * perSecond);
  const before = await SendTurns.findOneAndUpdate({ _id }, { $inc: { next: wishes.length } }).lean();
  return wishes.map((_, place) => Math.floor((before!.next + place) / perSecond));
}

async function raise(_id: string, next: number): Promise<void> {
  try {
    await SendTurns.updateOne({ _id }, { $max: { next } }, { upsert: true });
  } catch (error) {
    if (!isDuplicate(error)) throw error; // two first ones at once: the other has made it
    await SendTurns.updateOne({ _id }, { $max: { next } });
  }
}
