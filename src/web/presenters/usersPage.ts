import { stateOf, type UserState } from "../../domain/users/states.js";
import type { User, UserToken } from "../../records/user.js";
import { presentInstant } from "./dates.js";
import { countOf } from "./numbers.js";
import { roleChoices } from "./roles.js";

const STATE_WORDS: Record<UserState, { word: string; tone: string }> = {
  active: { word: "Active", tone: "good" },
  invited: { word: "Invited", tone: "" },
  kept_out: { word: "Kept out", tone: "bad" },
};

interface AboutUsers {
  viewer: User;
  /** Invitations that can still be accepted. */
  openLinks: UserToken[];
  /** How many open cases each of them has. */
  owned: Map<string, number>;
  zone: string;
}

/** A line of the list. */
export function presentUser(user: User, about: AboutUsers) {
  const count = about.owned.get(user.id) ?? 0;
  const state = stateOf(user);
  const link = about.openLinks.find((one) => one.user === user.id);
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    isViewer: user.id === about.viewer.id,
    roles: roleChoices(user.role),
    state: STATE_WORDS[state],
    isInvited: state === "invited",
    linkUntil: link ? presentInstant(link.expiresAt, about.zone) : null,
    isActive: user.isActive,
    cases: count > 0 && countOf(count, "open case"),
  };
}
