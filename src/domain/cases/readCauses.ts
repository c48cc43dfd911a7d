import * as causes from "../../store/causes.js";
import { flatten, type PlacedCause } from "./causeRules.js";

/** The whole tree, each cause before those below it, with its full name; also those that are retired (`isOffered`). */
export async function listCauses(): Promise<PlacedCause[]> {
  return flatten(await causes.list());
}
