import { decodeCursor, encodeCursor, type Page } from "../lib/cursor.js";
import type { ChannelName } from "../records/channel.js";
import type { Agent } from "../records/event.js";
import type { FailReason, Invitation, InvitationState, SkipReason } from "../records/invitation.js";
import type { Metric } from "../records/metric.js";
import { Invitations, toInvitation } from "./invitationSchema.js";

/** What may be odd about an ask: it did not arrive, or went to another address than was known at the decision. */
export const SIGNS = ["undelivered", "readdressed"] as const;

export type Sign = (typeof SIGNS)[number];

export interface InvitationQuery {
  state?: InvitationState;
  reason?: string;
  customer?: string;
  touchpoint?: string;
  team?: string;
  /** Id of the agent. */
  agent?: string;
  sign?: Sign;
  /** Days of the event, both included. */
  from?: string;
  to?: string;
  cursor?: string;
  limit: number;
}

/** Newest decision first. An unreadable cursor begins at the top. */
export async function list(query: InvitationQuery): Promise<Page<Invitation>> {
  const filter = toFilter(query);
  const { limit } = query;
  const after = query.cursor ? decodeCursor(query.cursor) : null;
  if (after) {
    const createdAt = new Date(after.sortKey);
    filter["$or"] = [{ createdAt: { $lt: createdAt } }, { createdAt, _id: { $lt: after.id } }];
  }
  const found = await Invitations.find(filter)
    .sort({ createdAt: -1, _id: -1 })
    .limit(limit + 1)
    .lean();
  const items = found.slice(0, limit).map(toInvitation);
  const last = items.at(-1);
  return {
    items,
    next: found.length > limit && last ? encodeCursor(last.createdAt.toISOString(), last.id) : null,
  };
}

/** A decision is stored at the earliest when its event happens, give or take a zone and a clock that goes wrong. */
const EARLIEST_MS = 2 * 24 * 60 * 60_000;

function toFilter(query: Omit<InvitationQuery, "cursor" | "limit">): Record<string, unknown> {
  const { state, reason, customer, touchpoint, team, agent, sign, from, to } = query;
  return {
    ...(state && { state }),
    ...(reason && { reason }),
    ...(customer && { customer }),
    ...(touchpoint && { touchpoint }),
    ...(team && { team }),
    ...(agent && { "agent.id": agent }),
    ...(sign === "undelivered" && { isUndelivered: true }),
    ...(sign === "readdressed" && { isReaddressed: true }),
    ...((from || to) && { eventDay: { ...(from && { $gte: from }), ...(to && { $lte: to }) } }),
    // The list is walked by this index: what was decided before the first day need not be looked at.
    ...(from && { createdAt: { $gte: new Date(Date.parse(from) - EARLIEST_MS) } }),
  };
}

/** Everything decided about a customer, newest first. */
export async function listByCustomer(customer: string, limit: number): Promise<Invitation[]> {
  const found = await Invitations.find({ customer }).sort({ sendAt: -1 }).limit(limit).lean();
  return found.map(toInvitation);
}

/** What the triggers decided about one event; as `listByEvents`. */
export async function listByEvent(event: string): Promise<Invitation[]> {
  return listByEvents([event]);
}

/** What the triggers decided about these events, skips included, by trigger. */
export async function listByEvents(events: readonly string[]): Promise<Invitation[]> {
  const found = await Invitations.find({ event: { $in: events } })
    .sort({ trigger: 1 })
    .lean();
  return found.map(toInvitation);
}

/** An ask, sent or planned, as the quiet period sees it. */
export type PlannedAsk = Pick<Invitation, "customer" | "sendAt" | "event" | "trigger">;

/** The asks of these customers, sent or planned, whose `sendAt` lies strictly between two instants. */
export async function listAsksBetween(
  customers: readonly string[],
  from: Date,
  to: Date,
): Promise<PlannedAsk[]> {
  return Invitations.find(
    { customer: { $in: customers }, sendAt: { $gt: from, $lt: to }, state: { $nin: ["skipped", "failed"] } },
    { _id: 0, customer: 1, sendAt: 1, event: 1, trigger: 1 },
  ).lean();
}

/** What providers have taken since an instant, newest sends included; for the demo, which answers at once. */
export async function listSentSince(since: Date): Promise<Invitation[]> {
  const found = await Invitations.find({ updatedAt: { $gte: since }, state: "sent" }).lean();
  return found.map(toInvitation);
}

/** Those of the invitations that do not know of an answer yet. */
export async function listUnanswered(ids: readonly string[]): Promise<string[]> {
  const found = await Invitations.find({ _id: { $in: ids }, state: { $ne: "answered" } }, { _id: 1 }).lean();
  return found.map(({ _id }) => _id);
}

export interface AskGroup {
  day: string;
  state: InvitationState;
  reason?: SkipReason | FailReason | null;
  isUndelivered: boolean;
  isReaddressed?: boolean;
  team?: string;
  agent?: Agent;
  channel: ChannelName;
  count: number;
}

/** How many triggered invitations of some days stand in each state, by whom. What went by no channel of ours is left out. */
export async function countByState(of: {
  touchpoint: string;
  metric: Metric;
  days: readonly string[];
}): Promise<AskGroup[]> {
  const groups = await Invitations.aggregate<{ _id: Omit<AskGroup, "count">; count: number }>([
    {
      $match: {
        touchpoint: of.touchpoint,
        metric: of.metric,
        eventDay: { $in: of.days },
        channel: { $in: ["email", "sms"] },
      },
    },
    {
      $group: {
        _id: {
          day: "$eventDay",
          state: "$state",
          reason: "$reason",
          isUndelivered: "$isUndelivered",
          isReaddressed: "$isReaddressed",
          team: "$team",
          agent: "$agent",
          channel: "$channel",
        },
        count: { $sum: 1 },
      },
    },
  ]);
  return groups.map(({ _id, count }) => ({ ..._id, count }));
}

/** The touchpoint-days whose invitations changed since an instant. */
export async function listDaysChangedSince(
  since: Date,
): Promise<{ touchpoint: string; metric: Metric; day: string }[]> {
  const groups = await Invitations.aggregate<{ _id: { touchpoint: string; metric: Metric; day: string } }>([
    { $match: { updatedAt: { $gte: since } } },
    { $group: { _id: { touchpoint: "$touchpoint", metric: "$metric", day: "$eventDay" } } },
  ]);
  return groups.map((group) => group._id);
}
