import type { Role, User } from "../../records/user.js";
import * as users from "../../store/users.js";
import { keepAnAdmin } from "./keepAnAdmin.js";

/** Gives a user another role; Conflict for the last active admin. The role they have already changes nothing. */
export async function changeRole(user: User, role: Role): Promise<void> {
  if (user.role === role) return;
  await keepAnAdmin(user, () => users.moveRole(user, role));
}
