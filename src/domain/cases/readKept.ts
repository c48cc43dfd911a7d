import type { Team } from "../../records/team.js";
import * as caseQueues from "../../store/caseQueues.js";
import type { QueuedCase } from "../../store/caseQueues.js";
import * as cases from "../../store/cases.js";

const SHOWN = 10;

/** What somebody who is not in a team (any more) still has of it. */
export interface Kept {
  user: string;
  count: number;
  /** Those that are due first, ten at most. */
  first: QueuedCase[];
}

/** Open cases of a team with people who are not in it, person by person. */
export async function readKept({ key, members }: Team): Promise<Kept[]> {
  const counts = await cases.countOwners(key);
  const outside = [...counts].filter(([owner]) => !members.includes(owner));
  return Promise.all(
    outside.map(async ([user, count]) => {
      const query = { list: "active", teams: [key], owner: user } as const;
      return { user, count, first: (await caseQueues.list(query, { limit: SHOWN })).items };
    }),
  );
}
