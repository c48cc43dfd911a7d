import { Conflict } from "../../lib/errors.js";
import type { View } from "../../records/view.js";
import * as views from "../../store/views.js";
import { PROGRAM } from "./rules.js";
import { requireFilter } from "./saveView.js";

/**
 * Creates or changes a shared view by its key, as programs do; true when it was created. A key that somebody's own
 * view has is taken, and nothing is told of that one.
 */
export async function putView(
  { key, ...input }: Pick<View, "key" | "name" | "filter">,
  now: Date,
): Promise<boolean> {
  requireFilter(input.filter);
  const found = await views.find(key);
  if (found && !found.isShared) throw new Conflict(`"${key}" is taken by another view.`);
  if (found && (await views.set(key, input, now))) return false;
  const view = { key, ...input, owner: PROGRAM, isShared: true, createdAt: now, updatedAt: now };
  if (await views.insert(view)) return true;
  throw new Conflict(`"${key}" was made by somebody else at this moment.`);
}
