import type { Role } from "../../records/user.js";

/** What each role is for, for somebody who gives it away. */
export const ROLE_WORDS: Record<Role, { name: string; sentence: string }> = {
  admin: { name: "Admin", sentence: "Everything, also users and API keys." },
  manager: { name: "Manager", sentence: "Reads all scores and sets up surveys, touchpoints and triggers." },
  agent: { name: "Agent", sentence: "Follows up on detractors; reads scores and customers." },
};

/** All roles as choices of a form. */
export function roleChoices(chosen: unknown) {
  return Object.entries(ROLE_WORDS).map(([value, words]) => ({
    value,
    ...words,
    isChosen: value === chosen,
  }));
}
