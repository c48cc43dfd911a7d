import { encodeTime } from "ulid";
import { categoriesOf, categoryOf, scoresOf } from "../../../src/domain/metrics/rules.js";
import type { ChannelName } from "../../../src/records/channel.js";
import type { FailReason, Invitation, SkipReason } from "../../../src/records/invitation.js";
import type { SurveyResponse } from "../../../src/records/response.js";
import { commentOf } from "./comments.js";
import { agentName, AGENTS, FALLING, newVersionAt, ODD_AGENT, PLACES, TEAMS, type Place } from "./company.js";
import { personOf, type Person } from "./people.js";
import { weighted, type Random } from "./random.js";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const EXPIRES_MS = 14 * DAY_MS;
const FALLS_FOR_MS = 28 * DAY_MS;

export type InvitationDocument = Omit<Invitation, "id" | "channel"> & { _id: string; channel: ChannelName };
export type ResponseDocument = Omit<SurveyResponse, "id"> & { _id: string };

/** One decision about one event, and what was answered. */
export interface Ask {
  invitation: InvitationDocument;
  response: ResponseDocument | null;
}

export interface AskFacts {
  random: Random;
  /** When the event happened. */
  at: number;
  until: number;
  customers: number;
  /** `any`: as chance will have it. */
  outcome: "any" | "answered" | "open";
}

const pickPlace = weighted(PLACES.map((one) => [one, one.share] as const));
const pickReason = weighted<SkipReason>([
  ["asked_recently", 45],
  ["no_address", 20],
  ["not_sampled", 10],
  ["opted_out", 10],
  ["suppressed", 5],
  ["cancelled_by_event", 4],
  ["expired", 2],
  ["survey_paused", 2],
  ["quiet_hours", 1],
  ["daily_cap", 1],
]);
const pickOutcome = weighted<"skipped" | "failed" | "undelivered" | "arrived">([
  ["skipped", 24],
  ["failed", 2],
  ["undelivered", 3],
  ["arrived", 71],
]);

/** Of those whom a question reached. Chosen so that an answer comes of a little less than 40 % of all decisions. */
const ANSWERS = 0.553;

/** These are decided when the event comes, the others later. */
const AT_ONCE: SkipReason[] = ["no_address", "not_sampled", "opted_out", "asked_recently"];

/** Always the same for the same draws. */
export function askOf({ random, at, until, customers, outcome }: AskFacts): Ask {
  const place = pickPlace(random);
  const person = personOf(random.below(customers));
  const agent = place.isAlone ? null : random.below(AGENTS);
  const channel: ChannelName = random.next() < 0.7 ? "email" : "sms";
  const version = place.hasNewVersion && at >= newVersionAt(new Date(until)).getTime() ? 2 : 1;
  const base: InvitationDocument = {
    _id: idAt(at, random),
    token: random.letters(22),
    trigger: `after-${place.key}`,
    event: random.letters(20),
    customer: person.id,
    decision: "ask",
    state: "sent",
    reason: null,
    touchpoint: place.key,
    survey: place.key,
    surveyVersion: version,
    metric: place.metric,
    ...(agent !== null && {
      agent: { id: `agent-${agent}`, name: agentName(agent) },
      team: `team-${agent % TEAMS}`,
    }),
    eventType: `${place.key}.ended`,
    eventDay: dayOf(at),
    eventOccurredAt: new Date(at),
    properties: {
      region: person.region,
      plan: person.plan,
      product: `Product ${random.below(12)}`,
      order: `N-${random.below(1e9)}`,
      "contract.kind": random.next() < 0.3 ? "new" : "renewed",
    },
    locale: person.language,
    segment: person.attributes,
    channels: ["email", "sms"],
    quietPeriod: "P30D",
    unless: [],
    channel,
    sendAt: new Date(at + HOUR_MS),
    expiresAt: new Date(at + EXPIRES_MS),
    attempts: [],
    isUndelivered: false,
    unconfirmedClicks: [],
    createdAt: new Date(at),
    updatedAt: new Date(at),
  };
  if (outcome === "any") {
    const result = pickOutcome(random);
    if (result === "skipped") return skipped(base, pickReason(random));
    if (agent === ODD_AGENT && random.next() < 0.5) return skipped(base, "no_address");
    if (at + HOUR_MS >= until)
      return { invitation: { ...base, state: "scheduled", dueAt: base.sendAt }, response: null };
    if (result === "failed") return failed(base, random);
    if (result === "undelivered") return sent({ ...base, isUndelivered: true }, until);
    if (random.next() >= ANSWERS) return sent(base, until);
  }
  if (outcome === "open") return sent(base, until);
  // Most answer at once, some after days.
  const respondedAt = at + HOUR_MS + Math.floor(random.next() ** 4 * 9 * DAY_MS) + 60_000;
  if (respondedAt >= until) return sent(base, until);
  return answered(base, { random, place, person, agent, at, until, respondedAt });
}

function skipped(base: InvitationDocument, reason: SkipReason): Ask {
  const decision = AT_ONCE.includes(reason) ? "skip" : "ask";
  return { invitation: { ...base, decision, state: "skipped", reason }, response: null };
}

function failed(base: InvitationDocument, random: Random): Ask {
  const reason: FailReason = random.next() < 0.5 ? "gave_up" : "refused";
  const cameBack = random.next() < 0.5;
  const { attempts, sentAt } = attemptOf(base);
  const outcome = cameBack ? "accepted" : reason === "refused" ? "refused" : "deferred";
  return {
    invitation: {
      ...base,
      state: "failed",
      reason,
      attempts: [
        { ...attempts[0]!, outcome, code: "550", ...(cameBack && { report: "hard", reportedAt: sentAt }) },
      ],
      ...(cameBack && { sentAt }),
      isUndelivered: cameBack,
      updatedAt: sentAt,
    },
    response: null,
  };
}

function sent(base: InvitationDocument, until: number): Ask {
  const isOver = base.expiresAt.getTime() <= until;
  const state = isOver ? "expired" : base.channel === "sms" && !base.isUndelivered ? "delivered" : "sent";
  const { attempts, sentAt } = attemptOf(base);
  const moved = isOver ? { updatedAt: base.expiresAt } : { updatedAt: sentAt, dueAt: base.expiresAt };
  return { invitation: { ...base, state, attempts, sentAt, ...moved }, response: null };
}

interface AnswerFacts {
  random: Random;
  place: Place;
  person: Person;
  agent: number | null;
  at: number;
  until: number;
  respondedAt: number;
}

function answered(base: InvitationDocument, facts: AnswerFacts): Ask {
  const { random, person, respondedAt } = facts;
  const answeredAt = new Date(respondedAt);
  const score = scoreOf(facts);
  const category = categoryOf(base.metric, score);
  const tone = (["low", "mid", "high"] as const)[categoriesOf(base.metric).indexOf(category)]!;
  const isTold = random.next() < (tone === "low" ? 0.5 : 0.28);
  const isTagged = isTold && random.next() < 0.3;
  const sentiment = { low: "negative", mid: "neutral", high: "positive" } as const;
  const { agent, team, customer, touchpoint, survey, surveyVersion, metric, channel } = base;
  return {
    invitation: {
      ...base,
      ...attemptOf(base),
      state: "answered",
      openedAt: new Date(respondedAt - 30_000),
      answeredAt,
      updatedAt: answeredAt,
    },
    response: {
      _id: idAt(respondedAt, random),
      invitation: base._id,
      ...{ customer, touchpoint, survey, surveyVersion, metric, score, category },
      comment: isTold ? commentOf(random, person.language, tone) : "",
      language: person.language,
      channel,
      ...(agent && { agent, team: team! }),
      properties: base.properties,
      segment: base.segment,
      day: dayOf(respondedAt),
      respondedAt: answeredAt,
      changedAt: answeredAt,
      ...(isTagged && { tags: [random.pick(["price", "waiting", "staff", "quality"])] }),
      ...(isTold && person.language === "en" && { sentiment: sentiment[tone] }),
    },
  };
}

/** What people feel differs by plan, place, agent and time of the year. */
function scoreOf({ random, place, person, agent, at, until, respondedAt }: AnswerFacts): number {
  const scores = scoresOf(place.metric);
  const falls = place.key === FALLING && respondedAt > until - FALLS_FOR_MS ? 0.14 : 0;
  const share =
    place.quality -
    falls +
    (person.plan === "gold" ? 0.04 : 0) -
    (person.region === "north" ? 0.05 : 0) +
    (agent === null ? 0 : ((agent * 37) % 21) * 0.003 - 0.03) +
    0.02 * Math.sin((at / DAY_MS / 365) * 2 * Math.PI) +
    0.22 * random.bell();
  return scores[Math.min(scores.length - 1, Math.max(0, Math.round(share * (scores.length - 1))))]!;
}

function attemptOf({ channel, customer, sendAt }: InvitationDocument) {
  const sentAt = new Date(sendAt.getTime() + 2_000);
  const to = channel === "email" ? `${customer}@example.com` : "+15550000000";
  const startedAt = new Date(sendAt.getTime() + 1_000);
  return { attempts: [{ channel, to, startedAt, endedAt: sentAt, outcome: "accepted" as const }], sentAt };
}

/** As lib/ids makes them: text order is the order of time. */
function idAt(ms: number, random: Random): string {
  return encodeTime(ms, 10) + random.letters(16).toUpperCase();
}

const days = new Map<number, string>();

/** The reporting zone of a benchmark is UTC. */
function dayOf(ms: number): string {
  const number = Math.floor(ms / DAY_MS);
  let day = days.get(number);
  if (!day) days.set(number, (day = new Date(number * DAY_MS).toISOString().slice(0, 10)));
  return day;
}
