import type { User } from "../../records/user.js";
import * as caseQueues from "../../store/caseQueues.js";
import { readScope } from "./readScope.js";

/** How many cases a user has, and could take because nobody has them. */
export async function countWaiting(user: User): Promise<number> {
  const scope = await readScope(user);
  const visible = scope ? { teams: scope.teams } : {};
  const [mine, unassigned] = await Promise.all([
    caseQueues.count({ list: "active", owner: user.id }),
    caseQueues.count({ list: "unassigned", ...visible }),
  ]);
  return mine + unassigned;
}
