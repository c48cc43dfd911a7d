import type { CaseRule } from "../../records/caseRule.js";
import type { SurveyResponse } from "../../records/response.js";
import type { Team } from "../../records/team.js";
import * as cases from "../../store/cases.js";
import * as teams from "../../store/teams.js";
import * as users from "../../store/users.js";
import { stateOf } from "../users/states.js";

/** Who gets a new case; null leaves it in the queue, also when nobody of the team can sign in (any more). */
export async function chooseOwner(
  { assignment }: CaseRule,
  team: Team | null,
  { agent }: SurveyResponse,
): Promise<string | null> {
  if (!team || assignment === "queue") return null;
  const active = (await users.list()).filter((user) => stateOf(user) === "active");
  const there = new Set(active.map(({ id }) => id));
  const members = team.members.filter((one) => there.has(one));
  if (members.length === 0) return null;
  switch (assignment) {
    case "agent": {
      const own = agent && team.agents.find((one) => one.agent === agent.id)?.user;
      return own && members.includes(own) ? own : null;
    }
    case "round_robin": {
      const turn = await teams.takeTurn(team.key);
      return turn === null ? null : members[turn % members.length]!;
    }
    case "least_busy": {
      const counts = await cases.countByOwner(members);
      return members.reduce((best, one) => ((counts.get(one) ?? 0) < (counts.get(best) ?? 0) ? one : best));
    }
  }
}
