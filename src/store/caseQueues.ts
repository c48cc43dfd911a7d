import { decodeCursor, encodeCursor, type Page } from "../lib/cursor.js";
import type { Case } from "../records/case.js";
import { Cases, toCase } from "./caseSchema.js";

/** What a queue shows of a case: all but what happened to it. */
export type QueuedCase = Omit<Case, "changes" | "joined">;

export interface QueueQuery {
  /** Nobody has it; we wait for the customer; it is done; any that is not done. */
  list: "active" | "unassigned" | "waiting" | "resolved";
  /** In one of these queues; null is the queue of cases without a team. Absent: in any. */
  teams?: readonly (string | null)[];
  owner?: string;
  /** Due after (exclusive) and until (inclusive). */
  due?: { after?: Date; until: Date };
}

const SHOWN = [
  "customer",
  "state",
  "isActive",
  "rule",
  "priority",
  "team",
  "owner",
  "ownedAt",
  "response",
  "touchpoint",
  "metric",
  "score",
  "category",
  "agent",
  "openedAt",
  "contactDueAt",
  "resolveDueAt",
  "dueAt",
  "queueAt",
  "escalatedAt",
  "contactedAt",
  "waitingSince",
  "resolvedAt",
  "resolvedBy",
  "cause",
  "outcome",
  "isRecovered",
  "revision",
  "updatedAt",
];

const FIELDS = Object.fromEntries(SHOWN.map((field) => [field, 1]));

/** What is due first comes first; what is resolved, newest first. An unreadable cursor begins at the top. */
export async function list(
  query: QueueQuery,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Page<QueuedCase>> {
  const [field, isDown] = query.list === "resolved" ? ["resolvedAt", true] : ["queueAt", false];
  const filter = toFilter(query);
  const after = cursor ? decodeCursor(cursor) : null;
  if (after) {
    const at = new Date(after.sortKey);
    const beyond = isDown ? "$lt" : "$gt";
    filter["$or"] = [
      { [field as string]: { [beyond]: at } },
      { [field as string]: at, _id: { [beyond]: after.id } },
    ];
  }
  const direction = isDown ? -1 : 1;
  const found = await Cases.find(filter, FIELDS)
    .sort({ [field as string]: direction, _id: direction })
    .limit(limit + 1)
    .lean();
  const items = found.slice(0, limit).map((one) => toCase(one) as QueuedCase);
  const last = items.at(-1);
  const key = last && (isDown ? last.resolvedAt! : last.queueAt);
  return { items, next: found.length > limit && last ? encodeCursor(key!.toISOString(), last.id) : null };
}

/** How many a query would list in all. */
export async function count(query: QueueQuery): Promise<number> {
  return Cases.countDocuments(toFilter(query));
}

function toFilter({ list: which, teams, owner, due }: QueueQuery): Record<string, unknown> {
  return {
    ...(teams && { team: teams.length === 1 ? teams[0] : { $in: teams } }),
    ...(owner && { owner }),
    ...(which === "unassigned" ? { state: "open" } : { isActive: which !== "resolved" }),
    ...(which === "waiting" && { waitingSince: { $exists: true } }),
    ...(due && { queueAt: { ...(due.after && { $gt: due.after }), $lte: due.until } }),
  };
}
