import type { Queue } from "../../domain/cases/readQueue.js";
import { QUEUES, type QueueName } from "../../domain/cases/queueRules.js";
import type { Touchpoint } from "../../records/touchpoint.js";
import type { User } from "../../records/user.js";
import type { QueuedCase } from "../../store/caseQueues.js";
import { addressOf, presentPaging } from "./address.js";
import { OUTCOME_WORDS, presentDue, PRIORITY_WORDS } from "./caseWords.js";
import { presentInstant, zoneName } from "./dates.js";
import { presentFace } from "./metricWords.js";
import { presentCount } from "./numbers.js";
import { presentOptions } from "./options.js";
import { presentPerson } from "./people.js";

const TABS: Record<QueueName, { label: string; emptyTitle: string; emptyText: string }> = {
  mine: {
    label: "Mine",
    emptyTitle: "You have no open case",
    emptyText: "Take one that nobody has: the others then see that you follow up.",
  },
  team: {
    label: "All open",
    emptyTitle: "Nobody is waiting",
    emptyText: "Whoever answers as one of the follow-up rules says appears here, so that somebody calls.",
  },
  unassigned: {
    label: "Unassigned",
    emptyTitle: "Somebody has each of them",
    emptyText: "A case that nobody was given, or that was given back, stands here.",
  },
  overdue: {
    label: "Overdue",
    emptyTitle: "Nothing is overdue",
    emptyText: "Every promise was kept so far.",
  },
  soon: {
    label: "Due soon",
    emptyTitle: "Nothing is due in the next four hours",
    emptyText: "What is due soon stands here, so that nobody waits too long.",
  },
  waiting: {
    label: "Waiting",
    emptyTitle: "We wait for nobody",
    emptyText: "While the customer has to do something first, a case waits here and its clock stands.",
  },
  resolved: {
    label: "Resolved",
    emptyTitle: "Nothing was resolved yet",
    emptyText: "Cases that are closed with a cause and an outcome move here.",
  },
};

export interface QueueFacts {
  queue: Queue;
  chosen: QueueName;
  team: string | undefined;
  cursor: string | undefined;
  touchpoints: Touchpoint[];
  users: User[];
  user: User;
  zone: string;
  now: Date;
}

/** The page of a case. */
export function caseAddress(id: string): string {
  return `/cases/${encodeURIComponent(id)}`;
}

/** A queue, as it was looked at. */
export function queueAddress({
  queue,
  team,
}: {
  queue?: string | undefined;
  team?: string | undefined;
}): string {
  return addressOf("/cases", { queue, team });
}

/** What is to be done, the most urgent first. */
export function presentCaseQueue(facts: QueueFacts) {
  const { queue, chosen, team, cursor, users, user, zone } = facts;
  const { emptyTitle, emptyText } = TABS[chosen];
  const names = new Map(queue.teams.map(({ key, name }) => [key, name]));
  return {
    title: "Cases",
    zone: zoneName(zone),
    chosen,
    team,
    tabs: QUEUES.map((one) => ({
      label: TABS[one].label,
      href: queueAddress({ queue: one, team }),
      count: queue.counts[one] ? presentCount(queue.counts[one]) : null,
      isCurrent: one === chosen,
      isBad: one === "overdue" && (queue.counts[one] ?? 0) > 0,
    })),
    teams:
      queue.teams.length > 0
        ? presentOptions(
            queue.teams.map(({ key, name }) => ({ value: key, label: name })),
            team ?? "",
          )
        : null,
    empty: { title: emptyTitle, text: emptyText, isUnfiltered: chosen === "team" },
    isResolved: chosen === "resolved",
    rows: presentRows(facts, names),
    colleagues: colleaguesOf(users, user),
    paging: presentPaging("/cases", { queue: chosen, team, cursor }, queue.next),
  };
}

/** Whoever may be given a case, oneself first. */
function colleaguesOf(users: User[], user: User) {
  const others = users.filter(({ id, isActive, passwordHash }) => isActive && passwordHash && id !== user.id);
  return [{ id: user.id, name: `${user.name} (me)` }, ...others.map(({ id, name }) => ({ id, name }))];
}

function presentRows({ queue, touchpoints, users, user, zone, now }: QueueFacts, teams: Map<string, string>) {
  const customers = new Map(queue.customers.map((one) => [one.id, one]));
  const said = new Map(queue.responses.map((one) => [one.id, one]));
  const places = new Map(touchpoints.map(({ key, name }) => [key, name]));
  const people = new Map(users.map(({ id, name }) => [id, name]));
  return queue.items.map((one: QueuedCase) => ({
    id: one.id,
    href: caseAddress(one.id),
    seen: `${one.id}|${one.owner ?? ""}`,
    face: presentFace(one),
    customer: presentPerson(one.customer, customers.get(one.customer)).name,
    comment: said.get(one.response)?.comment,
    language: said.get(one.response)?.language,
    touchpoint: places.get(one.touchpoint) ?? one.touchpoint,
    team: one.team && (teams.get(one.team) ?? one.team),
    priority: one.priority === "normal" ? null : PRIORITY_WORDS[one.priority],
    isUrgent: one.priority === "urgent",
    due: presentDue(one, { now, zone }),
    isEscalated: one.isActive && one.escalatedAt !== undefined,
    owner: one.owner && (one.owner === user.id ? "you" : (people.get(one.owner) ?? "somebody who has left")),
    isFree: one.state === "open",
    isActive: one.isActive,
    openedAt: presentInstant(one.openedAt, zone),
    resolvedAt: one.resolvedAt && presentInstant(one.resolvedAt, zone),
    outcome: one.outcome && OUTCOME_WORDS[one.outcome],
    isRecovered: one.isRecovered,
  }));
}
