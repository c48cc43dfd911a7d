import { newId } from "../../lib/ids.js";
import type { Case } from "../../records/case.js";
import type { CaseRule } from "../../records/caseRule.js";
import type { SurveyResponse } from "../../records/response.js";
import type { Team } from "../../records/team.js";
import * as caseEntries from "../../store/caseEntries.js";
import * as caseRules from "../../store/caseRules.js";
import * as cases from "../../store/cases.js";
import * as teams from "../../store/teams.js";
import type { Context } from "../context.js";
import { addBusinessMinutes, defaultCalendar } from "./businessHours.js";
import { chooseOwner } from "./chooseOwner.js";
import { DEFAULT_RULE, moreUrgent, ruleFor } from "./rules.js";

/**
 * Opens a case for an answer if a rule says so, or lets the answer join the one that the customer has. Null when no
 * rule matches. May be repeated, also after a crash at any point: an answer opens or joins one case, once.
 */
export async function openCase(context: Context, response: SurveyResponse, now: Date): Promise<Case | null> {
  const stored = await caseRules.list();
  const rule = ruleFor(stored.length > 0 ? stored : [DEFAULT_RULE], response);
  if (!rule) return null;
  const before = await cases.findByResponse(response.id);
  if (before) return enter(before, response, "opened");
  const teamKey = rule.team ?? response.team ?? null;
  const team = teamKey ? await teams.find(teamKey) : null;
  const dueAt = dueOf(rule, team, response, context.reportingZone);
  // Of two at once one opens and the other joins; a case that is resolved in between makes it try again.
  for (;;) {
    const standing = await cases.findOpenFor(response.customer);
    if (standing) {
      const priority = moreUrgent(standing.priority, rule.priority);
      const joined = await cases.join(response.customer, { response: response.id, priority, dueAt, now });
      if (joined) return enter(joined.theCase, response, "joined");
      continue;
    }
    const owner = await chooseOwner(rule, team, response);
    const theCase = toCase(response, { rule, team: teamKey, owner, dueAt, now });
    if (await cases.insert(theCase)) return enter(theCase, response, "opened");
    const opened = await cases.findByResponse(response.id);
    if (opened) return enter(opened, response, "opened");
  }
}

function dueOf(
  rule: CaseRule,
  team: Team | null,
  { respondedAt }: SurveyResponse,
  zone: string,
): Date | null {
  return addBusinessMinutes(respondedAt, rule.dueMinutes, team?.calendar ?? defaultCalendar(zone));
}

function toCase(
  response: SurveyResponse,
  {
    rule,
    team,
    owner,
    dueAt,
    now,
  }: { rule: CaseRule; team: string | null; owner: string | null; dueAt: Date | null; now: Date },
): Case {
  const { id, customer, touchpoint, metric, score, category, agent } = response;
  return {
    id: newId(now),
    customer,
    openFor: customer,
    state: owner ? "assigned" : "open",
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
    dueAt,
    waitedMinutes: 0,
    updatedAt: now,
  };
}

/** The entry's id says what it is about: what a crash left out is made up for, and nothing stands there twice. */
async function enter(theCase: Case, response: SurveyResponse, kind: "opened" | "joined"): Promise<Case> {
  const { id, openedAt } = theCase;
  const at = kind === "opened" ? openedAt : response.changedAt;
  await caseEntries.insert({ id: `${id}|${response.id}`, case: id, kind, at, about: response.id });
  return theCase;
}
