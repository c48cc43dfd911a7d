import type { User } from "../../records/user.js";
import * as caseQueues from "../../store/caseQueues.js";
import type { QueuedCase, QueueQuery } from "../../store/caseQueues.js";
import * as customers from "../../store/customers.js";
import * as responses from "../../store/responses.js";
import * as touchpoints from "../../store/touchpoints.js";
import * as users from "../../store/users.js";
import type { QueueName } from "../cases/queueRules.js";
import { readScope } from "../cases/readScope.js";
import { nameOf } from "./caseFacts.js";
import { endOfDay } from "./digestRules.js";

/** More are counted, and stand in the queue. */
const SHOWN = 8;

export interface DigestRow {
  theCase: QueuedCase;
  customer: string;
  touchpoint: string;
  comment: string;
  /** Null when nobody has it. */
  owner: string | null;
}

export interface DigestSection {
  title: string;
  /** Where all of them stand. */
  queue: QueueName;
  count: number;
  rows: DigestRow[];
}

/** What waits for a user: of what agents have, of all for managers; and what nobody has. Without empty sections. */
export async function readDigest(user: User, zone: string, now: Date): Promise<DigestSection[]> {
  const scope = await readScope(user);
  const own = scope ? { owner: user.id } : {};
  const visible = scope ? { teams: scope.teams } : {};
  const tonight = endOfDay(now, zone);
  const queueOf = (queue: QueueName): QueueName => (scope ? "mine" : queue);
  const sections = await Promise.all([
    readSection("Overdue", queueOf("overdue"), { list: "active", ...own, due: { until: now } }),
    readSection("Due today", queueOf("team"), {
      list: "active",
      ...own,
      due: { after: now, until: tonight },
    }),
    readSection("Nobody has it yet", "unassigned", { list: "unassigned", ...visible }),
    readSection("Waiting for the customer", queueOf("waiting"), { list: "waiting", ...own }),
  ]);
  return sections.filter(({ count }) => count > 0);
}

async function readSection(title: string, queue: QueueName, query: QueueQuery): Promise<DigestSection> {
  const [{ items }, count] = await Promise.all([
    caseQueues.list(query, { limit: SHOWN }),
    caseQueues.count(query),
  ]);
  return { title, queue, count, rows: await toRows(items) };
}

async function toRows(items: QueuedCase[]): Promise<DigestRow[]> {
  if (items.length === 0) return [];
  const [people, said, places, everybody] = await Promise.all([
    customers.listByIds(items.map(({ customer }) => customer)),
    responses.listByIds(items.map(({ response }) => response)),
    touchpoints.list(),
    users.list(),
  ]);
  return items.map((theCase) => ({
    theCase,
    customer: nameOf(
      theCase.customer,
      people.find(({ id }) => id === theCase.customer),
    ),
    touchpoint: places.find(({ key }) => key === theCase.touchpoint)?.name ?? theCase.touchpoint,
    comment: said.find(({ id }) => id === theCase.response)?.comment.trim() ?? "",
    owner: theCase.owner ? (everybody.find(({ id }) => id === theCase.owner)?.name ?? null) : null,
  }));
}
