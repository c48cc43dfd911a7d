import type { ChannelName } from "../../records/channel.js";
import { gather } from "../../store/gather.js";
import * as sendingMinutes from "../../store/sendingMinutes.js";
import type { Context } from "../context.js";
import { judgeSending } from "./judgeSending.js";

/** Many reports come at once; the last of them sees the counts of all. */
const JUDGE_SELDOM = { ms: 250, from: 1 };

interface Judging {
  context: Context;
  channel: ChannelName;
  now: Date;
}

const judge = gather(async (all: Judging[]) => {
  const newest = new Map(all.map((one) => [one.channel, one]));
  for (const { context, channel, now } of newest.values()) await judgeSending(context, channel, now);
  return all;
}, JUDGE_SELDOM);

/** A provider took a message. Nobody waits for the count. */
export function countSent(context: Context, channel: ChannelName, at: Date): void {
  context.background.run("countSent", () => sendingMinutes.count(channel, at, "sent"));
}

/**
 * Counts a bounce or a complaint in the minute in which its mail was taken, and judges whether to go on sending. A
 * count that a crash loses is one too few: the rate bears that, and a job judges every minute.
 */
export function countReport(
  context: Context,
  { channel, kind, sentAt }: { channel: ChannelName; kind: "bounces" | "complaints"; sentAt: Date },
  now: Date,
): void {
  context.background.run("countReport", async () => {
    await sendingMinutes.count(channel, sentAt, kind);
    await judge({ context, channel, now });
  });
}
