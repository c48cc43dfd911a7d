import { InvalidInput, type FieldError } from "../../lib/errors.js";
import type { Team } from "../../records/team.js";
import type { User } from "../../records/user.js";
import * as teams from "../../store/teams.js";
import * as users from "../../store/users.js";

/** A team whose people are named by address or by id. */
export type TeamInput = Omit<Team, "turn" | "createdAt" | "updatedAt">;

/**
 * Creates or replaces a team; true when it was created. With `mustBeNew` a taken key is a fault. InvalidInput names
 * whoever is no user. Whoever leaves the team keeps the cases they have.
 */
export async function saveTeam(input: TeamInput, now: Date, { mustBeNew = false } = {}): Promise<boolean> {
  const team = withUsers(input, await users.list());
  if (!mustBeNew) return teams.set(team, now);
  const taken = { path: "key", message: `"${input.key}" is taken by another team` };
  if (await teams.insert({ ...team, turn: 0, createdAt: now, updatedAt: now })) return true;
  throw new InvalidInput("This key cannot be used.", [taken]);
}

/** The same with ids, each person and each agent once. */
function withUsers(input: TeamInput, known: User[]): TeamInput {
  const faults: FieldError[] = [];
  const idOf = (named: string, path: string): string => {
    const user = known.find(({ id, email }) => id === named || email === named.toLowerCase());
    if (!user) faults.push({ path, message: `there is no user "${named}"` });
    return user?.id ?? named;
  };
  const members = input.members.map((one, place) => idOf(one, `members.${place}`));
  const agents = input.agents.map(({ agent, user }, place) => {
    const id = idOf(user, `agents.${place}.user`);
    if (!members.includes(id))
      faults.push({ path: `agents.${place}.user`, message: `"${user}" is not a member of the team` });
    return { agent, user: id };
  });
  agents.forEach(({ agent, user }, place) => {
    const other = agents.find((one) => one.agent === agent && one.user !== user);
    if (other)
      faults.push({ path: `agents.${place}.agent`, message: `"${agent}" cannot be two people at once` });
  });
  if (faults.length > 0) throw new InvalidInput("The team names somebody who cannot be in it.", faults);
  const isFirst = (one: { agent: string }, place: number) =>
    agents.findIndex(({ agent }) => agent === one.agent) === place;
  return { ...input, members: [...new Set(members)], agents: agents.filter(isFirst) };
}
