import type { User } from "../../records/user.js";
import { stateOf } from "../users/states.js";

/** Whether somebody can be told by an alert: they are there, and may read responses. */
export function mayBeTold(user: User | null | undefined): boolean {
  return Boolean(user && stateOf(user) === "active" && user.role !== "agent");
}
