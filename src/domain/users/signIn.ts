import type { User } from "../../records/user.js";
import * as users from "../../store/users.js";
import { isRightPassword } from "./passwords.js";

/** The user whose email and password these are; null for anybody else, and for somebody who was kept out. */
export async function signIn(email: string, password: string): Promise<User | null> {
  const user = await users.findByEmail(email);
  const isRight = await isRightPassword(user?.passwordHash, password);
  return user && isRight && user.isActive ? user : null;
}
