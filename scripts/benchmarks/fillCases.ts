import type { Db } from "mongodb";
import { hashPassword } from "../../src/domain/users/passwords.js";
import { newId } from "../../src/lib/ids.js";

export const AGENT = "agent@example.com";
export const MANAGER = "manager@example.com";
export const PASSWORD = "for benchmarks only";

const CASES = 100_000;
/** Not resolved; a tenth of them are the agent's own, and one in twenty nobody has. */
const OPEN = 10_000;
const EVENTS = 1_000_000;
const CUSTOMERS = 50_000;
const AGENTS = 200;
const TEAMS = 10;
const TOUCHPOINTS = 20;
const PART = 5_000;

const DAY_MS = 24 * 60 * 60_000;

export interface Filled {
  /** Ids of all cases. */
  cases: string[];
}

/** A company of two years: customers, what happened to them, what they said, and the cases that followed. Always the same. */
export async function fillCases(database: Db, say: (text: string) => void): Promise<Filled> {
  const now = Date.now();
  await fillPeople(database, new Date(now));
  const insert = async (name: string, count: number, make: (index: number) => object) => {
    for (let from = 0; from < count; from += PART) {
      const part = Array.from({ length: Math.min(PART, count - from) }, (_, place) => make(from + place));
      await database.collection(name).insertMany(part as never[], { ordered: false });
    }
    say(`${count.toLocaleString("en")} ${name}`);
  };
  const at = (index: number, of: number) => new Date(now - (1 - index / of) * 730 * DAY_MS);
  await insert("customers", CUSTOMERS, (index) => ({
    _id: `c${index}`,
    name: `Customer ${index}`,
    email: `c${index}@example.com`,
    attributes: { plan: "gold" },
    optOuts: {},
    createdAt: at(index, CUSTOMERS),
    updatedAt: at(index, CUSTOMERS),
  }));
  await insert("events", EVENTS, (index) => ({
    _id: `e${index}`,
    type: "call.ended",
    occurredAt: at(index, EVENTS),
    customer: `c${index % CUSTOMERS}`,
    agent: { id: `a${index % AGENTS}` },
    team: `t${index % TEAMS}`,
    properties: { order: index },
    contentHash: "-",
    receivedAt: at(index, EVENTS),
    decidedAt: at(index, EVENTS),
  }));
  await insert("invitations", CASES, (index) => anInvitation(index, at(index, CASES)));
  await insert("responses", CASES, (index) => aResponse(index, at(index, CASES)));
  const cases: string[] = [];
  await insert("cases", CASES, (index) => {
    const one = aCase(index, at(index, CASES), now);
    cases.push(one._id);
    return one;
  });
  return { cases };
}

async function fillPeople(database: Db, now: Date): Promise<void> {
  const passwordHash = await hashPassword(PASSWORD);
  const person = (id: string, role: string) => ({
    _id: id,
    email: `${id}@example.com`,
    name: id,
    role,
    passwordHash,
    sessionsValidFrom: now,
    isActive: true,
    createdAt: now,
  });
  const others = Array.from({ length: AGENTS }, (_, index) => person(`a${index}`, "agent"));
  const people = [person("agent", "agent"), person("manager", "manager"), ...others];
  await database.collection("users").insertMany(people as never[]);
  const day = { from: "09:00", until: "17:00" };
  const teams = Array.from({ length: TEAMS }, (_, index) => ({
    _id: `t${index}`,
    name: `Team ${index}`,
    calendar: { zone: "UTC", week: [day, day, day, day, day, null, null], holidays: [] },
    members: index < 2 ? ["agent", `a${index}`] : [`a${index}`],
    agents: [],
    turn: 0,
    createdAt: now,
    updatedAt: now,
  }));
  await database.collection("teams").insertMany(teams as never[]);
  const places = Array.from({ length: TOUCHPOINTS }, (_, index) => ({
    _id: `p${index}`,
    name: `Touchpoint ${index}`,
    createdAt: now,
    updatedAt: now,
  }));
  await database.collection("touchpoints").insertMany(places as never[]);
}

/** A customer with many cases would have them joined: each case is of another customer, twice in two years. */
function customerOf(index: number): string {
  return `c${index % CUSTOMERS}`;
}

function anInvitation(index: number, at: Date) {
  return {
    _id: `i${index}`,
    token: `token-${index}`,
    customer: customerOf(index),
    event: `e${index}`,
    trigger: "after-call",
    decision: "ask",
    state: "answered",
    reason: null,
    touchpoint: `p${index % TOUCHPOINTS}`,
    survey: "s",
    surveyVersion: 1,
    metric: "nps",
    eventDay: at.toISOString().slice(0, 10),
    eventOccurredAt: at,
    properties: {},
    segment: {},
    channels: ["email"],
    quietPeriod: "P30D",
    unless: [],
    channel: "email",
    sendAt: at,
    sentAt: at,
    answeredAt: at,
    expiresAt: new Date(at.getTime() + 14 * DAY_MS),
    dueAt: at,
    attempts: [
      {
        channel: "email",
        to: "c@example.com",
        messageId: `m${index}`,
        startedAt: at,
        endedAt: at,
        outcome: "accepted",
      },
    ],
    isUndelivered: false,
    unconfirmedClicks: [],
    createdAt: at,
    updatedAt: at,
  };
}

function aResponse(index: number, at: Date) {
  return {
    _id: `r${index}`,
    invitation: `i${index}`,
    customer: customerOf(index),
    touchpoint: `p${index % TOUCHPOINTS}`,
    survey: "s",
    surveyVersion: 1,
    metric: "nps",
    score: index % 7,
    category: "detractor",
    comment: "Nobody called back, and the second unit was not running when the crew left.",
    language: "en",
    channel: "email",
    team: `t${index % TEAMS}`,
    properties: {},
    segment: {},
    day: at.toISOString().slice(0, 10),
    respondedAt: at,
    changedAt: at,
    case: `k${index}`,
  };
}

function aCase(index: number, at: Date, now: number) {
  const isActive = index >= CASES - OPEN;
  const isFree = isActive && index % 20 === 0;
  const owner = index % 10 === 1 ? "agent" : `a${index % AGENTS}`;
  // Those that are open are due around now, half of them late.
  const dueAt = isActive ? new Date(now + (index - CASES + OPEN / 2) * 60_000) : null;
  const id = newId(at);
  return {
    _id: id,
    customer: customerOf(index),
    ...(isActive && { openFor: customerOf(index) }),
    state: isFree ? "open" : isActive ? "assigned" : "resolved",
    isActive,
    rule: "detractors",
    priority: "normal",
    team: `t${index % TEAMS}`,
    ...(!isFree && { owner, ownedAt: at }),
    response: `r${index}`,
    touchpoint: `p${index % TOUCHPOINTS}`,
    metric: "nps",
    score: index % 7,
    category: "detractor",
    joined: [],
    openedAt: at,
    openedDay: at.toISOString().slice(0, 10),
    contactDueAt: dueAt ?? at,
    resolveDueAt: dueAt ?? at,
    dueAt,
    queueAt: dueAt ?? new Date("9999-12-31T00:00:00.000Z"),
    waitedMinutes: 0,
    ...(!isActive && {
      resolvedAt: at,
      resolvedBy: owner,
      cause: "x",
      outcome: "resolved",
      resolveMinutes: 60,
      isResolvedInTime: true,
    }),
    changes: ["opened", "taken", "contacted", ...(isActive ? [] : ["resolved"])].map((kind) => ({
      id: `${id}-${kind}`,
      kind,
      at,
      by: owner,
      ...(kind === "contacted" && { result: "reached" }),
    })),
    revision: 4,
    updatedAt: at,
  };
}
