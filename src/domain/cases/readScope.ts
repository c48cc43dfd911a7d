import { NotFound } from "../../lib/errors.js";
import type { Case } from "../../records/case.js";
import type { User } from "../../records/user.js";
import * as cases from "../../store/cases.js";
import * as teams from "../../store/teams.js";
import type { CaseScope } from "../../store/caseSchema.js";

/** Agents see the cases of their teams, those without a team and their own; null: managers and admins see all. */
export async function readScope(user: User): Promise<CaseScope> {
  if (user.role !== "agent") return null;
  const own = await teams.listOf(user.id);
  return { teams: [null, ...own.map(({ key }) => key)], user: user.id };
}

/** The case; NotFound also for one that the user may not see: it is nobody's business that it exists. */
export async function requireVisibleCase(user: User, id: string): Promise<Case> {
  const [scope, theCase] = await Promise.all([readScope(user), cases.get(id)]);
  if (isVisible(scope, theCase)) return theCase;
  throw new NotFound("This case does not exist.");
}

/** Whether cases with this team and owner may be seen. */
export function isVisible(scope: CaseScope, { team, owner }: Pick<Case, "team" | "owner">): boolean {
  return !scope || scope.teams.includes(team) || owner === scope.user;
}

/** NotFound unless the user may see the customer: agents only those whose cases they may see. */
export async function requireVisibleCustomer(user: User, customer: string): Promise<void> {
  const scope = await readScope(user);
  if (scope && !(await cases.hasVisible(customer, scope)))
    throw new NotFound("This customer does not exist.");
}
