import { isLowest } from "../../domain/metrics/rules.js";
import type { GivenAnswers } from "../../domain/responses/readAnswers.js";
import type { Customer } from "../../records/customer.js";
import type { SurveyResponse } from "../../records/response.js";
import type { Touchpoint } from "../../records/touchpoint.js";
import type { User } from "../../records/user.js";
import type { DetractorTab } from "../forms/detractorForm.js";
import { presentAnswersOf } from "./answers.js";
import { addressOf, presentPaging } from "./address.js";
import { presentInstant, zoneName } from "./dates.js";
import { presentFace } from "./metricWords.js";
import { presentContact, presentPerson } from "./people.js";

const TABS: Record<DetractorTab, { label: string; emptyTitle: string; emptyText: string }> = {
  open: {
    label: "Open",
    emptyTitle: "Nobody is waiting",
    emptyText: "Whoever gives a score in the lowest category appears here, so that somebody calls.",
  },
  mine: {
    label: "Mine",
    emptyTitle: "You have taken nobody",
    emptyText: "Take somebody from the open ones: the others then see that you call.",
  },
  done: {
    label: "Done",
    emptyTitle: "Nobody was followed up yet",
    emptyText: "What you mark as done moves here.",
  },
};

export interface DetractorListFacts {
  tab: DetractorTab;
  items: SurveyResponse[];
  next: string | null;
  cursor: string | undefined;
  answers: GivenAnswers;
  customers: Customer[];
  touchpoints: Touchpoint[];
  users: User[];
  user: User;
  zone: string;
}

/** The list of people to call, with who has promised to. */
export function presentDetractorList(facts: DetractorListFacts) {
  const { tab, next, cursor, zone } = facts;
  const { emptyTitle, emptyText } = TABS[tab];
  return {
    title: "Detractors",
    zone: zoneName(zone),
    tab,
    tabs: (Object.keys(TABS) as DetractorTab[]).map((one) => ({
      label: TABS[one].label,
      href: addressOf("/detractors", { tab: one === "open" ? undefined : one }),
      isCurrent: one === tab,
      isOpen: one === "open",
    })),
    empty: { title: emptyTitle, text: emptyText },
    rows: presentRows(facts),
    paging: presentPaging("/detractors", { tab: tab === "open" ? undefined : tab, cursor }, next),
  };
}

function presentRows({ items, touchpoints, user, zone, ...facts }: DetractorListFacts) {
  const customers = new Map(facts.customers.map((one) => [one.id, one]));
  const names = new Map(touchpoints.map(({ key, name }) => [key, name]));
  const people = new Map(facts.users.map(({ id, name }) => [id, name]));
  const nameOf = (id: string | undefined) => id && (people.get(id) ?? "Somebody who is no longer here");
  return items.map((response) => ({
    id: response.id,
    face: presentFace(response),
    comment: response.comment,
    answers: presentAnswersOf(response.id, facts.answers),
    language: response.language,
    hasRisen: !isLowest(response.metric, response.category),
    customer: presentPerson(response.customer, customers.get(response.customer)),
    contact: presentContact(customers.get(response.customer)),
    touchpoint: names.get(response.touchpoint) ?? response.touchpoint,
    agent: response.agent && (response.agent.name ?? response.agent.id),
    at: presentInstant(response.respondedAt, zone),
    takenBy: nameOf(response.takenBy),
    takenAt: response.takenAt && presentInstant(response.takenAt, zone),
    doneBy: nameOf(response.doneBy),
    doneAt: response.doneAt && presentInstant(response.doneAt, zone),
    isMine: response.takenBy === user.id,
    isDone: response.doneAt !== undefined,
  }));
}
