import type { Team } from "../../records/team.js";
import * as cases from "../../store/cases.js";

/** Open cases of a team with people who are not in it (any more), by user. */
export async function countKept({ key, members }: Team): Promise<Map<string, number>> {
  const counts = await cases.countOwners(key);
  return new Map([...counts].filter(([owner]) => !members.includes(owner)));
}
