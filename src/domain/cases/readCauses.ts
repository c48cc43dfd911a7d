import * as causes from "../../store/causes.js";
import { flatten, type PlacedCause } from "./causeRules.js";

/** A cause with the names of those above it: "Installation › left unfinished". */
export type CauseChoice = PlacedCause;

/** The whole tree, flat, each cause after the one that it belongs to; also what is retired and not offered (`isOffered`). */
export async function readCauses(): Promise<CauseChoice[]> {
  return flatten(await causes.list());
}
