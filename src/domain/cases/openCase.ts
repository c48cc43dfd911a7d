import { dayOf } from "../../lib/timeZone.js";
import { newId } from "../../lib/ids.js";
import type { Case } from "../../records/case.js";
import type { CaseRule } from "../../records/caseRule.js";
import type { SurveyResponse } from "../../records/response.js";
import type { Team } from "../../records/team.js";
import * as cases from "../../store/cases.js";
import * as responses from "../../store/responses.js";
import * as teams from "../../store/teams.js";
import type { Context } from "../context.js";
import { addBusinessMinutes, defaultCalendar } from "./calendarRules.js";
import { calendarOf } from "./calendarOf.js";
import { changeCase } from "./changeCase.js";
import { chooseOwner } from "./chooseOwner.js";
import { rulesInForce } from "./rulesInForce.js";
import { isAnonymous } from "../collectors/rules.js";
import { forgetCounts } from "./countQueue.js";
import { categoriesOf } from "../metrics/rules.js";
import { dueFields, nextDue } from "./dueRules.js";
import { ruleFor } from "./rules.js";
import { join } from "./states.js";
import { tellNews } from "./tellNews.js";

/** Another case so soon after one was resolved is the same customer coming back. */
const COMEBACK_MS = 90 * 24 * 60 * 60_000;

/** A customer has no more of them between an answer and its repair. */
const LATEST = 3;

/**
 * Opens a case for an answer if a rule says so, or lets the answer join the one that the customer has. Null when no
 * rule matches. May be repeated, also after a crash at any point: an answer opens or joins one case, once; one that
 * was changed makes its case more urgent where the rules say so.
 */
export async function openCase(context: Context, response: SurveyResponse, now: Date): Promise<Case | null> {
  const rule = ruleFor(await rulesInForce(now), response);
  if (!rule) return null;
  const opened = await openOrJoin(context, response, rule, now);
  if (response.case !== opened.id) await responses.setCase(response.id, opened.id);
  return opened;
}

async function openOrJoin(
  context: Context,
  response: SurveyResponse,
  rule: CaseRule,
  now: Date,
): Promise<Case> {
  const teamKey = rule.team ?? response.team;
  const team = teamKey ? await teams.find(teamKey) : null;
  const due = dueOf(rule, team, response, context.reportingZone);
  const own =
    (await cases.findByResponse(response.id)) ??
    (await joinedBefore(response)) ??
    (await joinedUnnoticed(response));
  if (own && !own.isActive) return own;
  // Of two at once one opens and the other joins; a case that is resolved in between makes it try again.
  for (;;) {
    const standing = own ?? (await cases.findOpenFor(response.customer));
    if (standing) {
      const answer = { response, priority: rule.priority, contactDueAt: due.contact };
      const calendar = await calendarOf(context, standing);
      const joined = await changeCase(context, standing.id, { at: now }, (theCase, act) =>
        theCase.isActive ? join(theCase, answer, calendar, act) : null,
      );
      if (joined.isActive || own) return joined;
      continue;
    }
    const owner = await chooseOwner(rule, team, response);
    const day = dayOf(now, context.reportingZone);
    const theCase = toCase(response, { rule, team: team?.key ?? null, owner, due, day, now });
    await noteComeback(response, now);
    if (await cases.insert(theCase)) {
      forgetCounts();
      context.background.run("tellNews", () => tellNews(context, theCase));
      return theCase;
    }
    const opened = await cases.findByResponse(response.id);
    if (opened) return opened;
  }
}

/**
 * Putting it right did not last: said of the case before, whether or not this one is opened twice. A promoter who is to
 * be thanked has not come back.
 */
async function noteComeback({ customer, metric, category }: SurveyResponse, now: Date): Promise<void> {
  if (category === categoriesOf(metric).at(-1)) return;
  const since = new Date(now.getTime() - COMEBACK_MS);
  await cases.setComeback(customer, since);
}

/** An answer that has joined a case stays with it, also when it is changed after that one was resolved. */
async function joinedBefore(response: SurveyResponse): Promise<Case | null> {
  return response.case === undefined ? null : cases.find(response.case);
}

/** The process died between the joining and the note of it on the answer: the case may be resolved by now. */
async function joinedUnnoticed({ id, customer }: SurveyResponse): Promise<Case | null> {
  const latest = await cases.listByCustomer(customer, LATEST);
  return latest.find(({ joined }) => joined.includes(id)) ?? null;
}

interface Due {
  contact: Date | null;
  resolve: Date | null;
}

function dueOf(
  rule: CaseRule,
  team: Team | null,
  { customer, respondedAt }: SurveyResponse,
  zone: string,
): Due {
  const calendar = team?.calendar ?? defaultCalendar(zone);
  return {
    // nobody can be in touch with whoever answered without a name
    contact: isAnonymous(customer) ? null : addBusinessMinutes(respondedAt, rule.contactMinutes, calendar),
    resolve: addBusinessMinutes(respondedAt, rule.resolveMinutes, calendar),
  };
}

interface Opening {
  rule: CaseRule;
  team: string | null;
  owner: string | null;
  due: Due;
  day: string;
  now: Date;
}

function toCase(response: SurveyResponse, { rule, team, owner, due, day, now }: Opening): Case {
  const { id, customer, touchpoint, metric, score, category, agent } = response;
  const dueAts = { contactDueAt: due.contact, resolveDueAt: due.resolve };
  return {
    id: newId(now),
    customer,
    openFor: customer,
    state: owner ? "assigned" : "open",
    isActive: true,
    rule: rule.key,
    priority: rule.priority,
    team,
    ...(owner && { owner, ownedAt: now }),
    response: id,
    touchpoint,
    metric,
    score,
    category,
    ...(agent && { agent }),
    joined: [],
    openedAt: now,
    openedDay: day,
    ...dueAts,
    ...(dueFields(nextDue(dueAts)).set as Pick<Case, "dueAt" | "queueAt">),
    waitedMinutes: 0,
    changes: [
      { id: newId(now), kind: "opened", at: now, about: id },
      ...(owner ? [{ id: newId(now), kind: "assigned" as const, at: now, about: owner }] : []),
    ],
    revision: 1,
    newsSince: now,
    updatedAt: now,
  };
}
