import type { Cause } from "../../records/cause.js";
import * as causes from "../../store/causes.js";

/** A cause with the names of those above it: "Installation › left unfinished". */
export interface CauseChoice extends Cause {
  path: string;
}

/** The tree of causes, flat, each after the one that it belongs to. */
export async function readCauses(): Promise<CauseChoice[]> {
  const all = (await causes.list()).sort((a, b) => a.order - b.order || a.name.localeCompare(b.name));
  const below = (parent: string | null, path: string): CauseChoice[] =>
    all
      .filter((cause) => cause.parent === parent)
      .flatMap((cause) => {
        const own = path ? `${path} › ${cause.name}` : cause.name;
        return [{ ...cause, path: own }, ...below(cause.key, own)];
      });
  return below(null, "");
}
