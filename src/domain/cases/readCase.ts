import type { Case, CaseNote } from "../../records/case.js";
import type { CustomerEvent } from "../../records/event.js";
import type { Invitation } from "../../records/invitation.js";
import type { SurveyResponse } from "../../records/response.js";
import type { Team } from "../../records/team.js";
import type { User } from "../../records/user.js";
import { NotFound } from "../../lib/errors.js";
import * as caseNotes from "../../store/caseNotes.js";
import * as cases from "../../store/cases.js";
import * as events from "../../store/events.js";
import * as invitations from "../../store/invitations.js";
import * as responses from "../../store/responses.js";
import * as teams from "../../store/teams.js";
import * as users from "../../store/users.js";
import { readStory, type Story } from "../customers/readStory.js";
import { readAnswers, type GivenAnswers } from "../responses/readAnswers.js";
import type { Context } from "../context.js";
import { isVisible, readScope } from "./readScope.js";
import { readCauses, type CauseChoice } from "./readCauses.js";

const EARLIER = 20;

/** Everything that whoever works a case needs to know. */
export interface WholeCase {
  theCase: Case;
  /** Null once it was erased. */
  response: SurveyResponse | null;
  /** What happened before the customer was asked; null for a link or a kiosk, or when nobody told us. */
  event: CustomerEvent | null;
  invitation: Invitation | null;
  answers: GivenAnswers;
  /** Null for somebody without a name, or erased. */
  story: Story | null;
  notes: CaseNote[];
  /** The customer's other cases, newest first. */
  others: Case[];
  team: Team | null;
  users: User[];
  causes: CauseChoice[];
}

/** All about a case that this user may see; what was erased is missing, not an error. */
export async function readCase(context: Context, theCase: Case, user: User, now: Date): Promise<WholeCase> {
  const [scope, said, story, notes, all, team, everybody, causes] = await Promise.all([
    readScope(user),
    readSaid(context, theCase, now),
    readStory(context, theCase.customer, now).catch(missing),
    caseNotes.list(theCase.id),
    cases.listByCustomer(theCase.customer, EARLIER),
    theCase.team ? teams.find(theCase.team) : null,
    users.list(),
    readCauses(),
  ]);
  const others = all.filter((one) => one.id !== theCase.id && isVisible(scope, one));
  return { theCase, ...said, story, notes, others, team, users: everybody, causes };
}

async function readSaid(context: Context, { response: id }: Case, now: Date) {
  const response = await responses.find(id);
  const invitation = response && (await invitations.find(response.invitation));
  const [event, answers] = await Promise.all([
    invitation?.event ? events.find(invitation.event) : null,
    readAnswers(context, response ? [response] : [], now),
  ]);
  return { response, invitation, event, answers };
}

function missing(error: unknown): null {
  if (error instanceof NotFound) return null;
  throw error;
}
