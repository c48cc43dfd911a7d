import type { Customer } from "../../records/customer.js";
import type { SurveyResponse } from "../../records/response.js";
import type { Team } from "../../records/team.js";
import type { User } from "../../records/user.js";
import * as caseQueues from "../../store/caseQueues.js";
import type { QueuedCase, QueueQuery } from "../../store/caseQueues.js";
import * as customers from "../../store/customers.js";
import * as responses from "../../store/responses.js";
import * as teams from "../../store/teams.js";
import { countQueue } from "./countQueue.js";
import { queueOf, type QueueName } from "./queueRules.js";
import { readScope } from "./readScope.js";

export interface QueueInput {
  queue: QueueName;
  /** Only of this team. */
  team?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

export interface Queue {
  items: QueuedCase[];
  next: string | null;
  counts: Record<QueueName, number | null>;
  /** Teams whose cases the user may see. */
  teams: Team[];
  customers: Customer[];
  responses: SurveyResponse[];
}

/** What waits for the user, or for whoever they may look after: one queue, and how many stand in the others. */
export async function readQueue(user: User, input: QueueInput, now: Date): Promise<Queue> {
  const [scope, everyTeam] = await Promise.all([readScope(user), teams.list()]);
  const visible = everyTeam.filter(({ key }) => !scope || scope.teams.includes(key));
  const query = (queue: QueueName): QueueQuery =>
    queueOf(queue, { user: user.id, scope, team: input.team, now });
  const [page, counts] = await Promise.all([
    caseQueues.list(query(input.queue), input),
    countAll(query, now),
  ]);
  const [people, said] = await Promise.all([
    customers.listByIds(page.items.map(({ customer }) => customer)),
    responses.listByIds(page.items.map(({ response }) => response)),
  ]);
  return { ...page, counts, teams: visible, customers: people, responses: said };
}

async function countAll(query: (queue: QueueName) => QueueQuery, now: Date): Promise<Queue["counts"]> {
  const count = (queue: QueueName) => countQueue(query(queue), now);
  const [mine, team, unassigned, overdue, soon, waiting] = await Promise.all([
    count("mine"),
    count("team"),
    count("unassigned"),
    count("overdue"),
    count("soon"),
    count("waiting"),
  ]);
  return { mine, team, unassigned, overdue, soon, waiting, resolved: null };
}
