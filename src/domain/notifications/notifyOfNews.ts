import type { Case } from "../../records/case.js";
import * as teams from "../../store/teams.js";
import * as users from "../../store/users.js";
import type { Context } from "../context.js";
import { isTold, newsOf, type Concerned } from "./newsRules.js";
import { notify } from "./notify.js";

/** Tells people what has happened to a case since an instant. May be repeated: nobody is told twice. */
export async function notifyOfNews(context: Context, theCase: Case, since: Date): Promise<void> {
  if (!theCase.changes.some((change) => change.at >= since && isTold(change))) return;
  await notify(context, theCase, newsOf(theCase, since, await readConcerned(theCase)));
}

/** Where nobody is a manager, admins look after what is over its time. */
async function readConcerned({ team }: Case): Promise<Concerned> {
  const [everybody, ofTeam] = await Promise.all([users.list(), team ? teams.find(team) : null]);
  const there = everybody.filter(({ isActive }) => isActive);
  const withRole = (role: "manager" | "admin") =>
    there.filter((user) => user.role === role).map(({ id }) => id);
  const managers = withRole("manager").length > 0 ? withRole("manager") : withRole("admin");
  return { managers, takers: ofTeam?.members ?? managers };
}
