import type { User } from "../../records/user.js";
import { countQueue } from "./countQueue.js";
import { readScope } from "./readScope.js";

/** How many cases a user has, and could take because nobody has them. */
export async function countWaiting(user: User, now: Date): Promise<number> {
  const scope = await readScope(user);
  const visible = scope ? { teams: scope.teams } : {};
  const [mine, unassigned] = await Promise.all([
    countQueue({ list: "active", owner: user.id }, now),
    countQueue({ list: "unassigned", ...visible }, now),
  ]);
  return mine + unassigned;
}
