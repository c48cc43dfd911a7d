import type { EventInput } from "../../src/domain/events/recordEvents.js";
import { AGENTS, TEAMS } from "./company.js";
import { FIRST_NAMES, LAST_NAMES } from "./people.js";
import type { Random } from "./random.js";

const DAY_MS = 24 * 60 * 60_000;
const DAYS = 365;
const CUSTOMERS = 770;
/** With the numbers 555-0100 to 555-0199, which are kept for fiction. */
const AREAS = [212, 303, 312, 415, 512, 602, 713, 801];
const ZONES = ["America/Chicago", "America/New_York", "America/Los_Angeles"];

interface Person {
  id: string;
  email?: string;
  phone?: string;
  name: string;
  locale: string;
  timeZone: string;
  plan: "gold" | "silver" | "basic";
  team: (typeof TEAMS)[number];
}

/** Twelve months of a company's events up to `end`, about 5,000, in the order in which they happened. */
export function tellStory(random: Random, end: Date): EventInput[] {
  const events: EventInput[] = [];
  for (let index = 0; index < CUSTOMERS; index += 1) {
    events.push(...lifeOf(toPerson(random, index), random, end));
  }
  return events
    .sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime())
    .map((event, index) => ({ ...event, id: `demo-${String(index + 1).padStart(5, "0")}` }));
}

function toPerson(random: Random, index: number): Person {
  const first = random.pick(FIRST_NAMES);
  const last = random.pick(LAST_NAMES);
  const hasEmail = random.chance(0.9);
  const hasPhone = !hasEmail || random.chance(0.7);
  return withoutAddress(index, {
    id: `customer-${index + 1}`,
    ...(hasEmail && { email: `${first}.${last}.${index + 1}@example.com`.toLowerCase() }),
    ...(hasPhone && {
      phone: `+1${AREAS[Math.floor(index / 100)]}55501${String(index % 100).padStart(2, "0")}`,
    }),
    name: `${first} ${last}`,
    locale: random.chance(0.15) ? "es" : "en",
    timeZone: random.pick(ZONES),
    plan: random.pick(["gold", "silver", "silver", "basic"]),
    team: random.pick(TEAMS),
  });
}

/** Every fourth in the north only calls, and nobody took an address down: it is always Sam who speaks with them. */
function withoutAddress(index: number, person: Person): Person {
  if (person.team !== "north" || index % 4 !== 1) return person;
  const { email: _email, phone: _phone, ...rest } = person;
  return rest;
}

function agentsFor(person: Person, agents: keyof typeof AGENTS): (typeof AGENTS)["phone"] {
  const own = AGENTS[agents].filter((agent) => agent.team === person.team);
  if (agents === "crew" || person.team !== "north") return own;
  const [sam, priya] = own as [(typeof own)[0], (typeof own)[0]];
  return isReachable(person) ? [sam, priya, priya] : [sam];
}

function isReachable({ email, phone }: Person): boolean {
  return Boolean(email ?? phone);
}

/** What one customer goes through: most buy, are installed, have a question or two, get invoices, renew or leave. */
function lifeOf(person: Person, random: Random, end: Date): EventInput[] {
  const start = new Date(end.getTime() - DAYS * DAY_MS);
  const events: EventInput[] = [];
  let day = random.int(-200, DAYS);
  const add = (type: string, agents: keyof typeof AGENTS | null, properties: EventInput["properties"]) => {
    const at = new Date(
      start.getTime() + day * DAY_MS - (start.getTime() % DAY_MS) + random.int(14 * 60, 25 * 60) * 60_000,
    );
    if (at < start || at > end || (!isReachable(person) && agents !== "phone")) return;
    events.push(toEvent(person, { type, at, properties, agents }, random));
  };
  add("call.ended", "phone", { reason: "sales", minutes: random.int(3, 25) });
  day += random.int(5, 20);
  add("installation.completed", "crew", { units: random.int(1, 3), late: random.chance(0.2) });
  for (let month = 0; month < 6; month += 1) {
    day += random.int(20, 40);
    if (random.chance(0.55)) add("invoice.issued", null, { amount: random.int(40, 480) });
    if (random.chance(0.4))
      add("call.ended", "phone", {
        reason: random.pick(["outage", "billing", "question"]),
        minutes: random.int(2, 30),
      });
    if (random.chance(0.25))
      add("visit.completed", "crew", { repair: random.chance(0.6), late: random.chance(0.2) });
  }
  day += random.int(5, 60);
  if (random.chance(0.85)) add("subscription.renewed", null, { amount: random.int(200, 1_200) });
  else add("subscription.cancelled", null, { reason: random.pick(["price", "moved", "service"]) });
  return events;
}

function toEvent(
  person: Person,
  about: { type: string; at: Date; properties: EventInput["properties"]; agents: keyof typeof AGENTS | null },
  random: Random,
): EventInput {
  const { plan, team, ...details } = person;
  const own = about.agents ? agentsFor(person, about.agents) : [];
  const agent = own.length > 0 ? random.pick(own) : null;
  return {
    id: "",
    type: about.type,
    occurredAt: about.at,
    customer: { ...details, attributes: { plan, region: team } },
    ...(agent && { agent: { id: agent.id, name: agent.name } }),
    team,
    properties: about.properties,
  };
}
