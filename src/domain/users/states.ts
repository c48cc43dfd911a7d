import type { User } from "../../records/user.js";

export type UserState = "active" | "invited" | "kept_out";

/** Kept out counts more than whether the invitation was accepted. */
export function stateOf(user: Pick<User, "isActive" | "passwordHash">): UserState {
  if (!user.isActive) return "kept_out";
  return user.passwordHash === undefined ? "invited" : "active";
}
