import { isDoc, type Value } from "../bson/value.js";
import { CommandError, refusal } from "../errors.js";

/** Reads the projection of find: the top-level fields to keep; null where everything is wanted. */
export function readProjection(spec: Value): Set<string> | null {
  if (spec === undefined || spec === null) return null;
  if (!isDoc(spec)) throw new CommandError(14, "Expected field projection to be of type object");
  if (spec.size === 0) return null;
  const names = new Set(["_id"]);
  for (const [name, value] of spec) {
    const shown = isDoc(value) ? [...value.keys()].join() : String(value);
    if (name === "_id" && value === 0) names.delete(name);
    else if (value === 1 && name !== "" && !/[.$]/.test(name)) names.add(name);
    else throw refusal(`"${name}: ${shown}" in a projection`);
  }
  if (names.size === 0) throw refusal("a projection that only leaves out _id");
  return names;
}
