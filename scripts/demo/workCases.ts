import { addNote } from "../../src/domain/cases/addNote.js";
import { escalateCases } from "../../src/domain/cases/escalateCases.js";
import { logContact } from "../../src/domain/cases/logContact.js";
import { resolveCase } from "../../src/domain/cases/resolveCase.js";
import { resumeCase } from "../../src/domain/cases/resumeCase.js";
import { forgetCaseRules } from "../../src/domain/cases/rulesInForce.js";
import { takeCase } from "../../src/domain/cases/takeCase.js";
import { waitForCustomer } from "../../src/domain/cases/waitForCustomer.js";
import { isAnonymous } from "../../src/domain/collectors/rules.js";
import type { Channels } from "../../src/channels/index.js";
import type { Context } from "../../src/domain/context.js";
import { OUTCOMES, type Case, type ContactResult } from "../../src/records/case.js";
import * as caseQueues from "../../src/store/caseQueues.js";
import * as caseRules from "../../src/store/caseRules.js";
import * as cases from "../../src/store/cases.js";
import * as causes from "../../src/store/causes.js";
import * as jobs from "../../src/store/jobs.js";
import * as teams from "../../src/store/teams.js";
import * as users from "../../src/store/users.js";
import { writeAboutCase } from "./talkAboutCases.js";
import { createRandom, seedOf, type Random } from "./random.js";
import { CALL_NOTES, CASE_RULES, CASE_TEAMS, CAUSES, NOTES } from "./team.js";

const DAY_MS = 24 * 60 * 60_000;
const HOUR_MS = 60 * 60_000;

/** Who said something within so long before the end may still wait for us. */
const FORGOTTEN_DAYS = 9;

/** So long the company has followed up: a year of it would take half of the time in which the demo loads. */
const FOLLOWED_UP_DAYS = 70;

/** Who follows up, when, and how; as its admin would write it down. The rules wait until the company is ready. */
export async function configureCases(now: Date): Promise<void> {
  for (const team of CASE_TEAMS) await teams.set(team, now);
  await switchRules(false, now);
  for (const [order, cause] of CAUSES.entries()) await causes.set({ ...cause, order, active: true }, now);
}

/** What becomes of one case: so many days after it was opened. */
interface Plan {
  owner: string;
  takenOn: number;
  result: ContactResult;
  waitsOn: number | null;
  resolvedOn: number;
  random: Random;
}

async function switchRules(active: boolean, now: Date): Promise<void> {
  for (const rule of CASE_RULES) await caseRules.set({ ...rule, active }, now);
  forgetCaseRules();
}

/** What was said before the rules is nobody's promise: without this mark the repair job would open cases a year overdue. */
async function beginToFollowUp(now: Date): Promise<void> {
  await jobs.claim("openMissingCases", now, now);
  await jobs.setDoneUntil("openMissingCases", now);
  await switchRules(true, now);
}

/** A day of those who follow up. Each case has its own fate, the same in every demo. `end` is the story's last day. */
export async function workCases(
  context: Context,
  channels: Channels,
  { evening, end }: { evening: Date; end: Date },
): Promise<void> {
  const daysLeft = Math.round((end.getTime() - evening.getTime()) / DAY_MS);
  if (daysLeft > FOLLOWED_UP_DAYS) return;
  if (daysLeft === FOLLOWED_UP_DAYS) await beginToFollowUp(evening);
  const { items } = await caseQueues.list({ list: "active" }, { limit: 500 });
  for (const { id } of items) {
    const theCase = await cases.get(id);
    if (!isForgotten(theCase, end)) await workOn(context, channels, theCase, evening);
  }
  await escalateCases(context, evening);
}

/** In the last days it was busy: what is overdue at the end. */
function isForgotten({ customer, openedAt }: Case, end: Date): boolean {
  const isLate = end.getTime() - openedAt.getTime() < FORGOTTEN_DAYS * DAY_MS;
  return isLate && createRandom(seedOf(`forgotten ${customer}`)).chance(0.3);
}

async function workOn(context: Context, channels: Channels, theCase: Case, evening: Date): Promise<void> {
  const day = Math.round((evening.getTime() - theCase.openedAt.getTime()) / DAY_MS);
  const { owner, takenOn, result, waitsOn, resolvedOn, random } = planFor(theCase);
  if (day < takenOn) return;
  const mayCall = !isAnonymous(theCase.customer);
  const at = (hours: number) => new Date(evening.getTime() - hours * HOUR_MS); // during the day that ends now
  if (day === takenOn) {
    if (!theCase.owner) await takeCase(context, theCase.id, owner, at(4.5));
    if (mayCall)
      await logContact(context, theCase, { result, text: random.pick(CALL_NOTES[result]), by: owner }, at(4));
    if (mayCall && random.chance(0.4))
      await writeAboutCase(context, channels, theCase, { by: owner, random, now: at(3.8) });
    if (random.chance(0.3)) await note(context, theCase.id, { text: random.pick(NOTES), by: owner }, at(3.5));
  }
  if (mayCall && day === takenOn + 1 && result !== "reached") {
    const text = random.pick(CALL_NOTES.reached);
    await logContact(context, theCase, { result: "reached", text, by: owner }, at(2));
  }
  if (day === waitsOn) await waitForCustomer(context, theCase.id, owner, at(3));
  if (waitsOn !== null && day === waitsOn + 2) await resumeCase(context, theCase, owner, at(5));
  if (day === resolvedOn) await close(context, theCase, random, at(1));
}

function planFor({ customer, openedAt, owner, team }: Case): Plan {
  const random = createRandom(seedOf(`${customer} ${openedAt.toISOString().slice(0, 10)}`));
  const members = CASE_TEAMS.find(({ key }) => key === team)?.members ?? ["bob"];
  const somebody = random.pick(members);
  const takenOn = random.chance(0.7) ? 1 : random.int(2, 4);
  const result = random.chance(0.6) ? "reached" : random.chance(0.6) ? "no_answer" : "left_message";
  const waitsOn = random.chance(0.35) ? takenOn + 1 : null;
  const resolvedOn = takenOn + (waitsOn === null ? random.int(2, 6) : random.int(5, 9));
  return { owner: owner ?? somebody, takenOn, result, waitsOn, resolvedOn, random };
}

async function note(
  context: Context,
  theCase: string,
  { text, by }: { text: string; by: string },
  now: Date,
): Promise<void> {
  await addNote(context, { theCase, text, by: await users.get(by) }, now);
}

async function close(context: Context, theCase: Case, random: Random, now: Date): Promise<void> {
  const { owner: by } = await cases.get(theCase.id);
  const fitting = CAUSES.filter(({ parent }) => parent !== null);
  const outcome = random.chance(0.7) ? "resolved" : random.pick(OUTCOMES);
  await resolveCase(context, theCase, { by: by!, cause: random.pick(fitting).key, outcome, text: "" }, now);
}
