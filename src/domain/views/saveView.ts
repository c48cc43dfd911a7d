import { Conflict, InvalidInput, NotAllowed } from "../../lib/errors.js";
import { proposeKey } from "../../lib/proposeKey.js";
import type { User } from "../../records/user.js";
import type { View } from "../../records/view.js";
import * as views from "../../store/views.js";
import { faultOfFilter, mayChangeView } from "./rules.js";

export type ViewInput = Pick<View, "name" | "filter" | "isShared">;

const MAX_KEY = 64;
const MOST_OF_A_NAME = 200;

/** InvalidInput for a filter that cannot be kept; see `faultOfFilter`. */
export function requireFilter(filter: View["filter"]): void {
  const message = faultOfFilter(filter);
  if (message) throw new InvalidInput("This filter cannot be kept.", [{ path: "filter", message }]);
}

/** A new view of somebody. Its key is made of the name; where that is taken, with a number behind it. */
export async function createView(owner: string, input: ViewInput, now: Date): Promise<View> {
  requireFilter(input.filter);
  for (let number = 1; number <= MOST_OF_A_NAME; number += 1) {
    const view = { key: keyOf(input.name, number), ...input, owner, createdAt: now, updatedAt: now };
    if (await views.insert(view)) return view;
  }
  throw new Conflict("Very many views have this name. Choose another one.");
}

/** Changes a view. NotAllowed unless it is the user's own, or a shared one and the user an admin. */
export async function saveView(user: User, view: View, change: Partial<ViewInput>, now: Date): Promise<void> {
  if (change.filter) requireFilter(change.filter);
  if (!mayChangeView(user, view)) throw new NotAllowed("Only its owner or an admin can change this view.");
  if (!(await views.set(view.key, change, now)))
    throw new Conflict("Somebody removed this view at this moment.");
}

/** "new" is the address of the form. */
function keyOf(name: string, number: number): string {
  const proposed = proposeKey(name);
  const base = proposed === "" ? "view" : proposed === "new" ? "new-view" : proposed;
  return number === 1 ? base : `${base.slice(0, MAX_KEY - 4)}-${number}`;
}
