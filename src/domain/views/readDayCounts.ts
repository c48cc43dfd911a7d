import { newSecret } from "../../lib/ids.js";
import { daysBetween } from "../../lib/timeZone.js";
import type { ResponseFilter } from "../../records/responseFilter.js";
import type { ViewDay } from "../../records/viewDay.js";
import * as dayMarks from "../../store/dayMarks.js";
import * as rollups from "../../store/rollups.js";
import * as viewCountings from "../../store/viewCountings.js";
import * as viewDays from "../../store/viewDays.js";
import type { Context } from "../context.js";
import type { Period } from "../metrics/spanRules.js";
import { countDays } from "./countDays.js";
import { isBelieved, type Stamps } from "./countRules.js";
import { hashOf } from "./rules.js";

/** So long a page counts itself before it shows what there is. */
const AT_ONCE_MS = 250;

/** A part of a long counting, after which a process that is to stop may do so. */
const SLICE_MS = 10_000;

/** Well beyond a slice: whoever has not given it back by then is dead. */
const LEASE_MS = 60_000;

/** Whoever wanted to know has not looked since. */
const WANTED_MS = 60 * 60_000;

export interface DayCounts {
  /** Of the days that are counted. */
  days: ViewDay[];
  /** How many days the period has. */
  of: number;
}

/**
 * What a filter's answers have come to, day by day. Where much has to be counted first only the newest days are there,
 * and the rest is counted in the background: by this process, and if that dies by the next that looks or works.
 */
export async function readDayCounts(
  context: Context,
  filter: ResponseFilter,
  days: Period,
  { now, atOnceMs = AT_ONCE_MS }: { now: Date; atOnceMs?: number },
): Promise<DayCounts> {
  const hash = hashOf(filter);
  const of = daysBetween(days.from, days.to).length;
  // Stamps first: an answer that comes between the two is counted again, never missed.
  const stamps = await readStamps(filter, days);
  const found = await listBelieved(hash, days, stamps, now);
  if (found.size === of) return { days: [...found.values()], of };
  const isDone = await countDays(filter, { days, believed: found, stamps }, { now, mostMs: atOnceMs });
  if (!isDone) {
    await viewCountings.set({ hash, filter, ...days, removeAt: new Date(now.getTime() + WANTED_MS) }, now);
    context.background.run("countView", () => countNext(now, hash));
  }
  return { days: [...(await listBelieved(hash, days, stamps, now)).values()], of };
}

/**
 * Goes on with a counting that nobody is at: that of a filter, else that which waits for longest; false when there is
 * none. Killed, it leaves a lease that runs out, and the days that it has counted.
 */
export async function countNext(now: Date, hash?: string): Promise<boolean> {
  const leaseUntil = new Date(now.getTime() + LEASE_MS);
  const claimed = await viewCountings.claim({ ...(hash && { hash }), now, leaseUntil, lease: newSecret() });
  if (!claimed) return false;
  const { filter, from, to } = claimed;
  const days = { from, to };
  const stamps = await readStamps(filter, days);
  const believed = await listBelieved(claimed.hash, days, stamps, now);
  const isDone = await countDays(filter, { days, believed, stamps }, { now, mostMs: SLICE_MS });
  if (!isDone || !(await viewCountings.remove(claimed))) await viewCountings.release(claimed, now);
  return true;
}

async function listBelieved(
  hash: string,
  days: Period,
  stamps: Stamps,
  now: Date,
): Promise<Map<string, ViewDay>> {
  const found = await viewDays.listBetween(hash, days);
  return new Map(found.filter((one) => isBelieved(one, stamps, now)).map((one) => [one.day, one]));
}

/**
 * Every rebuild of a roll-up has a number, and every change of an answer a rebuild; changes of tags and sentiments have
 * numbers of their own: their sum only grows.
 */
async function readStamps({ touchpoints, tags, sentiments }: ResponseFilter, days: Period): Promise<Stamps> {
  const stamps = new Map<string, number>();
  const add = (day: string, gen: number) => stamps.set(day, (stamps.get(day) ?? 0) + gen);
  for (const { span, gen } of await rollups.listGens(days, touchpoints)) add(span, gen);
  if (tags || sentiments) for (const { day, gen } of await dayMarks.listGens(days)) add(day, gen);
  return stamps;
}
