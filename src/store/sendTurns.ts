import { model } from "mongoose";
import { isDuplicate, recordSchema } from "./document.js";
import { gather } from "./gather.js";

const HOUR_SECONDS = 3_600;
/** Long over by then. */
const KEPT_HOURS = 48;

interface TurnsDocument {
  /** "channel/rate/hour": another rate counts anew, and a clock that jumps ahead spoils no more than a later hour. */
  _id: string;
  /** The first turn that nobody has: its second times the rate, and its place within that second. */
  next: number;
  startsAt: Date;
}

const schema = recordSchema<TurnsDocument>("sendTurns", { next: Number, startsAt: Date });
schema.index({ startsAt: 1 }, { expireAfterSeconds: KEPT_HOURS * HOUR_SECONDS });

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

/** Hours in which no turn is left, as far as this process knows; the newest of them. */
const used = new Set<string>();
const KNOWN_USED = 100;

/** All wishes of a process are for the same channel and rate. */
async function takeAll(wishes: Wish[]): Promise<number[]> {
  const { channel, perSecond } = wishes[0]!;
  const second = Math.max(...wishes.map((wish) => wish.second));
  const turns: number[] = [];
  for (let hour = Math.floor(second / HOUR_SECONDS); turns.length < wishes.length; hour += 1) {
    const counter = {
      _id: `${channel}/${perSecond}/${hour}`,
      startsAt: new Date(hour * HOUR_SECONDS * 1_000),
    };
    if (used.has(counter._id)) continue;
    const end = (hour + 1) * HOUR_SECONDS * perSecond;
    const wanted = wishes.length - turns.length;
    // What is over is given to nobody; then the range is ours alone. Turns that a killed process took are lost.
    await raise(counter, Math.max(second, hour * HOUR_SECONDS) * perSecond);
    const { _id } = counter;
    const before = await SendTurns.findOneAndUpdate({ _id }, { $inc: { next: wanted } }).lean();
    for (let turn = before!.next; turn < Math.min(end, before!.next + wanted); turn += 1)
      turns.push(Math.floor(turn / perSecond));
    if (turns.length < wishes.length) noteUsed(_id);
  }
  return turns;
}

function noteUsed(hour: string): void {
  used.add(hour);
  const [oldest] = used;
  if (used.size > KNOWN_USED) used.delete(oldest!);
}

async function raise({ _id, startsAt }: Omit<TurnsDocument, "next">, next: number): Promise<void> {
  const change = { $max: { next }, $setOnInsert: { startsAt } };
  try {
    await SendTurns.updateOne({ _id }, change, { upsert: true });
  } catch (error) {
    if (!isDuplicate(error)) throw error; // two first ones at once: the other has made it
    await SendTurns.updateOne({ _id }, change);
  }
}
