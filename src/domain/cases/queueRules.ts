import type { CaseScope } from "../../store/caseSchema.js";
import type { QueueQuery } from "../../store/caseQueues.js";

export const QUEUES = ["mine", "team", "unassigned", "overdue", "soon", "waiting", "resolved"] as const;

/** Mine; what I may see; of that what nobody has, whose time is over or nearly over, what waits, what is done. */
export type QueueName = (typeof QUEUES)[number];

/** What is due within so long is due soon. */
const SOON_MS = 4 * 3_600_000;

/** Which cases stand in a queue. A team that the user may not see has none. */
export function queueOf(
  queue: QueueName,
  { user, scope, team, now }: { user: string; scope: CaseScope; team?: string | undefined; now: Date },
): QueueQuery {
  if (queue === "mine") return { list: "active", owner: user, ...(team && { teams: [team] }) };
  const isAllowed = !scope || team === undefined || scope.teams.includes(team);
  const teams = team === undefined ? scope?.teams : isAllowed ? [team] : [];
  const visible = teams ? { teams } : {};
  switch (queue) {
    case "team":
      return { list: "active", ...visible };
    case "overdue":
      return { list: "active", ...visible, due: { until: now } };
    case "soon":
      return { list: "active", ...visible, due: { after: now, until: new Date(now.getTime() + SOON_MS) } };
    default:
      return { list: queue, ...visible };
  }
}
