import { EmailChannel } from "../../../src/channels/email.js";
import type { Channel } from "../../../src/channels/channel.js";
import { assignCase } from "../../../src/domain/cases/assignCase.js";
import { deliverNext } from "../../../src/domain/notifications/deliverNext.js";
import { preferencesOf } from "../../../src/domain/notifications/preferenceRules.js";
import type { Case } from "../../../src/records/case.js";
import type { NotificationPreferences, Way } from "../../../src/records/notification.js";
import type { Calendar, Team } from "../../../src/records/team.js";
import type { Role, User } from "../../../src/records/user.js";
import * as caseRules from "../../../src/store/caseRules.js";
import * as teams from "../../../src/store/teams.js";
import * as users from "../../../src/store/users.js";
import { DEFAULT_RULE } from "../../../src/domain/cases/rules.js";
import { forgetCaseRules } from "../../../src/domain/cases/rulesInForce.js";
import type { CaseRule } from "../../../src/records/caseRule.js";
import { configure } from "../../build.js";
import { startSmtpSink, type SmtpSink } from "../../peers/smtpSink.js";
import { createWorld, type World } from "../../world.js";

/** Mails to the company's own people go to a real server; asks stay in the outbox. */
function mailsTo(sink: SmtpSink): Channel {
  return new EmailChannel({ url: sink.url, from: "Northwind <care@example.com>", connections: 2 });
}

/** A product whose mails to the company's own people arrive at a real server. */
export interface Telling {
  world: World;
  sink: SmtpSink;
  email: Channel;
  /** As on the first day, with an ask to answer. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export async function startTelling(settings: Parameters<typeof createWorld>[0] = {}): Promise<Telling> {
  const sink = await startSmtpSink();
  const email = mailsTo(sink);
  const world = await createWorld(settings);
  return {
    world,
    sink,
    email,
    async reset() {
      await world.reset();
      await configure(world);
      sink.mails.length = 0;
      sink.behaviour = {};
    },
    async close() {
      await world.close();
      await Promise.all([email.close(), sink.close()]);
    },
  };
}

/** Tells everything that is due now, one after the other. Returns how many tries were made. */
export async function tellAll(
  world: World,
  email: Channel,
  { ways = ["email", "chat"], timeoutMs = 10_000 }: { ways?: Way[]; timeoutMs?: number } = {},
): Promise<number> {
  await world.settle();
  let tries = 0;
  for (const way of ways) {
    for (;;) {
      const begun = await deliverNext(world.context, { clock: world.clock, email, timeoutMs }, way);
      if (!begun) break;
      await begun.done;
      tries += 1;
    }
  }
  return tries;
}

/** The mails that go out now: to whom, and how their subjects begin. */
export async function subjectsOf(world: World, email: Channel, sink: SmtpSink): Promise<string[]> {
  await tellAll(world, email);
  const found = await sink.parsed();
  sink.mails.length = 0;
  const nameOf = ({ to }: (typeof found)[number]) => [to].flat()[0]!.text.split("@")[0];
  return found.map((mail) => `${nameOf(mail)}: ${mail.subject!.split(":")[0]}`).sort();
}

/** Somebody more of the company. */
export async function aPerson(world: World, name: string, role: Role = "agent"): Promise<User> {
  const label = name[0]!.toUpperCase() + name.slice(1);
  const at = world.clock.now();
  const email = `${name}@example.com`;
  const user = { id: name, name: label, role, email, isActive: true, sessionsValidFrom: at, createdAt: at };
  await users.insert({ ...user, passwordHash: "none" });
  return users.get(name);
}

export function calendarIn(zone: string, fields: Partial<Calendar> = {}): Calendar {
  const day = { from: "09:00", until: "17:00" };
  return { zone, week: [day, day, day, day, day, null, null], holidays: [], ...fields };
}

export async function aTeam(
  world: World,
  members: string[],
  calendar: Calendar = calendarIn("UTC"),
): Promise<Pick<Team, "key">> {
  await teams.set({ key: "care", name: "Care", calendar, members, agents: [] }, world.clock.now());
  return { key: "care" };
}

/** The rule of the house, with what differs. */
export async function aRule(world: World, fields: Partial<CaseRule>): Promise<void> {
  const {
    createdAt: _createdAt,
    updatedAt: _updatedAt,
    ...rule
  } = { ...DEFAULT_RULE, key: "own", ...fields };
  await caseRules.set(rule, world.clock.now());
  forgetCaseRules();
}

/** Changes what somebody has chosen to be told. */
export async function choose(user: User, chosen: Partial<NotificationPreferences>): Promise<void> {
  const known = await users.get(user.id);
  await users.setNotifications(user.id, { ...preferencesOf(known, "UTC"), ...chosen });
}

/** Gives a case to somebody, by Mara or another. */
export function give(world: World, { id, owner }: Case, to: string, by = "mara"): Promise<Case> {
  return assignCase(world.context, id, { from: owner ?? null, to, by }, world.clock.now());
}
