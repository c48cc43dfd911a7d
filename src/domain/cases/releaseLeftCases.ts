import * as cases from "../../store/cases.js";
import * as users from "../../store/users.js";
import type { Context } from "../context.js";
import { releaseCasesOf } from "./releaseCasesOf.js";

/**
 * Gives back the open cases of everybody who is kept out: a process was killed while it did so, or one was given to
 * them at the same moment. Returns how many were found.
 */
export async function releaseLeftCases(context: Context, now: Date): Promise<number> {
  const gone = (await users.list()).filter(({ isActive }) => !isActive).map(({ id }) => id);
  if (gone.length === 0) return 0;
  let count = 0;
  for (const user of (await cases.countByOwner(gone)).keys())
    count += await releaseCasesOf(context, user, { now });
  return count;
}
