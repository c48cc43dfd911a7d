import { Conflict } from "../../lib/errors.js";
import type { User } from "../../records/user.js";
import * as users from "../../store/users.js";
import { hashPassword } from "./passwords.js";

/** The fixed id lets only one of two first runs at once succeed. */
const FIRST_ADMIN_ID = "first-admin";

/** Creates the first user of an empty installation. Conflict when there is one already. */
export async function createFirstAdmin(
  input: { email: string; name: string; password: string },
  now: Date,
): Promise<User> {
  const refuse = () => new Conflict("This installation has its first user already.");
  if ((await users.count()) > 0) throw refuse(); // before hashing, which costs and which strangers could ask for
  const { email, name, password } = input;
  const admin: User = {
    id: FIRST_ADMIN_ID,
    email,
    name,
    role: "admin",
    passwordHash: await hashPassword(password),
    sessionsValidFrom: now,
    isActive: true,
    createdAt: now,
  };
  if (!(await users.insert(admin))) throw refuse();
  return admin;
}
