import { InvalidInput } from "../../lib/errors.js";
import type { ResponseFilter } from "../../records/responseFilter.js";
import type { User } from "../../records/user.js";
import * as views from "../../store/views.js";
import { bothOf } from "../responses/filterRules.js";
import { maySeeView } from "./rules.js";

/**
 * A filter together with that of the saved view that it names: both have to be true. InvalidInput when the reader sees
 * no such view; programs, as nobody in person, see the shared ones.
 */
export async function narrowByView(
  reader: Pick<User, "id" | "role"> | null,
  { filter, view: key }: { filter: ResponseFilter; view?: string },
): Promise<ResponseFilter> {
  if (key === undefined) return filter;
  const view = await views.find(key);
  const isSeen = view && (reader ? maySeeView(reader, view) : view.isShared);
  if (isSeen) return bothOf(view.filter, filter);
  throw new InvalidInput("The view does not exist any more.", [
    { path: "view", message: "does not exist any more" },
  ]);
}
