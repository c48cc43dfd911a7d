import { InvalidInput } from "../../lib/errors.js";
import type { ResponseFilter } from "../../records/responseFilter.js";
import type { User } from "../../records/user.js";
import * as views from "../../store/views.js";
import { narrowed } from "./narrowRules.js";
import { maySeeView } from "./rules.js";

/** A filter with that of a saved view as one; InvalidInput when the user sees no such view, or one cannot say both. */
export async function resolveFilter(
  user: User,
  { filter, view: key }: { filter: ResponseFilter; view?: string },
): Promise<ResponseFilter> {
  if (key === undefined) return filter;
  const view = await views.find(key);
  if (!view || !maySeeView(user, view)) throw refused("does not exist any more");
  const both = narrowed(view.filter, filter);
  if (!both) throw refused("has tags as well as the list: open its filters, and change the tags there");
  return both;
}

function refused(message: string): InvalidInput {
  return new InvalidInput("The view cannot be used.", [{ path: "view", message }]);
}
