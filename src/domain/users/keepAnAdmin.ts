import { Conflict } from "../../lib/errors.js";
import type { User } from "../../records/user.js";
import * as users from "../../store/users.js";

/**
 * Runs a change that takes an admin away, so that one who can sign in stays. Conflict otherwise.
 *
 * Two admins who remove each other at once would each count the other. So whoever leaves first marks the one who stays
 * (`countedOn`), and the change itself applies only to a user who was not marked since they were read: of two such
 * changes at least one finds its leaver marked and does nothing. A change that is not made leaves nothing to clean up,
 * which a lock would, and no moment without an admin, which undoing would.
 */
export async function keepAnAdmin(leaver: User, change: () => Promise<boolean>): Promise<void> {
  const isAdmin = leaver.role === "admin" && leaver.isActive;
  if (isAdmin && !(await users.claimOtherAdmin(leaver.id)))
    throw new Conflict(
      "Somebody has to stay admin. Make another active person an admin first.",
      "last_admin",
    );
  if (!(await change()))
    throw new Conflict("Somebody changed the users at the same moment. Look at the list and try again.");
}
