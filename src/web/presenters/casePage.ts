import type { WholeCase } from "../../domain/cases/readCase.js";
import { newId } from "../../lib/ids.js";
import { CONTACT_RESULTS, OUTCOMES } from "../../records/case.js";
import type { Touchpoint } from "../../records/touchpoint.js";
import type { User } from "../../records/user.js";
import { presentAnswersOf } from "./answers.js";
import { presentLog } from "./caseLog.js";
import { caseAddress } from "./caseQueue.js";
import { minutesWords, OUTCOME_WORDS, presentDue, PRIORITY_WORDS, RESULT_WORDS } from "./caseWords.js";
import { presentCustomerPage } from "./customerPage.js";
import { presentInstant, zoneName } from "./dates.js";
import { presentFace } from "./metricWords.js";
import { presentPerson } from "./people.js";
import { channelInWords } from "./reasons.js";
import { presentProperties } from "./values.js";

/** So much of the story stands beside the case: the rest is on the customer's page. */
const TOLD = 20;

export interface CaseFacts {
  whole: WholeCase;
  touchpoints: Touchpoint[];
  user: User;
  zone: string;
  now: Date;
}

/** Everything about one promise, for whoever keeps it. */
export function presentCasePage({ whole, touchpoints, user, zone, now }: CaseFacts) {
  const { theCase, story, users, team, causes } = whole;
  const names = new Map(touchpoints.map(({ key, name }) => [key, name]));
  const placeOf = (key: string) => names.get(key) ?? key;
  const people = new Map(users.map(({ id, name }) => [id, name]));
  const nameOf = (id: string | undefined) =>
    id === undefined ? "Afterword" : (people.get(id) ?? "Somebody who has left");
  const person = presentPerson(theCase.customer, story?.customer);
  const customer = story && presentCustomerPage({ story, touchpoints, user, zone, now });
  const { owner, isActive, cause, outcome, recovery } = theCase;
  return {
    title: `${person.name}, ${placeOf(theCase.touchpoint)}`,
    zone: zoneName(zone),
    id: theCase.id,
    action: caseAddress(theCase.id),
    /** A form that is sent twice carries the same id, and is one contact or one note. */
    contactId: newId(now),
    noteId: newId(now),
    person,
    isErased: person.id !== null && story === null,
    customer,
    story: customer?.entries.slice(0, TOLD),
    hasMoreStory: customer && (customer.isCut || customer.entries.length > TOLD),
    due: presentDue(theCase, { now, zone }),
    priority: theCase.priority === "normal" ? null : PRIORITY_WORDS[theCase.priority],
    isUrgent: theCase.priority === "urgent",
    isActive,
    isMine: owner === user.id,
    isFree: !owner,
    isWaiting: theCase.waitingSince !== undefined,
    mayWait: story !== null || theCase.waitingSince !== undefined,
    owner: owner && nameOf(owner),
    ownerId: owner ?? "",
    team: team?.name ?? "No team",
    hasNoHours: isActive && !theCase.dueAt && !theCase.waitingSince,
    said: presentSaid(whole, placeOf, zone),
    event: presentEvent(whole, zone),
    log: presentLog({ theCase, notes: whole.notes, causes, nameOf, zone }),
    others: whole.others.map((other) => ({
      href: caseAddress(other.id),
      face: presentFace(other),
      touchpoint: placeOf(other.touchpoint),
      at: presentInstant(other.openedAt, zone),
      state: other.isActive
        ? "open"
        : other.outcome
          ? OUTCOME_WORDS[other.outcome].toLowerCase()
          : "resolved",
    })),
    level: presentLevel(whole, zone),
    colleagues: users
      .filter(({ isActive: isThere, passwordHash, id }) => isThere && passwordHash && id !== owner)
      .map(({ id, name }) => ({ id, name: id === user.id ? `${name} (me)` : name })),
    results: CONTACT_RESULTS.map((value) => ({ value, label: RESULT_WORDS[value] })),
    causes: causes.filter(({ isOffered }) => isOffered).map(({ key, path }) => ({ value: key, label: path })),
    outcomes: OUTCOMES.map((value) => ({ value, label: OUTCOME_WORDS[value] })),
    cause: cause && (causes.find(({ key }) => key === cause)?.path ?? cause),
    outcome: outcome && OUTCOME_WORDS[outcome],
    resolvedBy: theCase.resolvedBy && nameOf(theCase.resolvedBy),
    resolvedAt: theCase.resolvedAt && presentInstant(theCase.resolvedAt, zone),
    recovery: recovery && {
      face: presentFace(recovery),
      isRecovered: theCase.isRecovered,
      at: presentInstant(recovery.at, zone),
    },
  };
}

/** What the customer said; null once it was erased. */
function presentSaid(
  { response, answers, theCase }: WholeCase,
  placeOf: (key: string) => string,
  zone: string,
) {
  if (!response)
    return {
      face: presentFace(theCase),
      category: theCase.category,
      touchpoint: placeOf(theCase.touchpoint),
    };
  return {
    face: presentFace(response),
    category: response.category,
    comment: response.comment,
    language: response.language,
    touchpoint: placeOf(response.touchpoint),
    channel: channelInWords(response.channel),
    at: presentInstant(response.respondedAt, zone),
    answers: presentAnswersOf(response.id, answers),
    hasChanged: response.changedAt > response.respondedAt,
    was: response.score !== theCase.score,
    first: theCase.score,
  };
}

/** What had happened, frozen as it was when the customer was asked. */
function presentEvent({ event, invitation, response }: WholeCase, zone: string) {
  if (!invitation && !event) return null;
  const agent = response?.agent ?? event?.agent;
  const team = response?.team ?? event?.team;
  const facts = [
    ...(agent ? [{ name: "agent", value: agent.name ?? agent.id }] : []),
    ...(team ? [{ name: "team", value: team }] : []),
    ...presentProperties(response?.properties ?? event?.properties ?? {}),
  ];
  if (!event && facts.length === 0) return null;
  return {
    type: event?.type ?? "A link or a page of ours",
    at: event && presentInstant(event.occurredAt, zone),
    facts,
  };
}

/** How well we kept our word, in business hours. */
function presentLevel({ theCase }: WholeCase, zone: string) {
  const { contactMinutes, resolveMinutes, contactDueAt, resolveDueAt, waitedMinutes } = theCase;
  const line = (minutes: number | undefined, isInTime: boolean | undefined, due: Date | null) => ({
    took: minutes === undefined ? null : minutesWords(minutes),
    isLate: isInTime === false,
    due: due && presentInstant(due, zone),
  });
  return {
    openedAt: presentInstant(theCase.openedAt, zone),
    contact: line(contactMinutes, theCase.isContactInTime, contactDueAt),
    resolve: line(resolveMinutes, theCase.isResolvedInTime, resolveDueAt),
    waited: waitedMinutes > 0 ? minutesWords(waitedMinutes) : null,
    escalatedAt: theCase.escalatedAt && presentInstant(theCase.escalatedAt, zone),
  };
}
