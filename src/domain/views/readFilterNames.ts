import * as teams from "../../store/teams.js";
import * as touchpoints from "../../store/touchpoints.js";
import * as users from "../../store/users.js";
import type { FilterNames } from "./filterWords.js";

/** What touchpoints, teams and agents are called now. */
export async function readFilterNames(): Promise<FilterNames> {
  const [allTouchpoints, allTeams, allUsers] = await Promise.all([
    touchpoints.list(),
    teams.list(),
    users.list(),
  ]);
  const userNames = new Map(allUsers.map(({ id, name }) => [id, name]));
  const agents = allTeams.flatMap((team) => team.agents);
  return {
    touchpoints: new Map(allTouchpoints.map(({ key, name }) => [key, name])),
    teams: new Map(allTeams.map(({ key, name }) => [key, name])),
    agents: new Map(agents.map(({ agent, user }) => [agent, userNames.get(user) ?? agent])),
  };
}
