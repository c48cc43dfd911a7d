import { type Doc, isDoc, type Value } from "../bson/value.js";
import { CommandError } from "../errors.js";
import { compileAccumulator, type Running } from "./accumulators.js";
import { compileExpression } from "./expression.js";
import { groupKey } from "./groupKey.js";
import type { Stage } from "./stage.js";

interface Group {
  id: Value;
  running: Running[];
}

/** $group: one document per different `_id`, in the order in which they first come up. */
export function compileGroup(spec: Value): Stage {
  if (!isDoc(spec)) throw new CommandError(15947, "a group's fields must be specified in an object");
  if (!spec.has("_id")) throw new CommandError(15955, "a group specification must include an _id");
  const reads = new Set<string>();
  const idOf = compileExpression(spec.get("_id"), reads);
  const names = [...spec.keys()].filter((name) => name !== "_id");
  const accumulators = names.map((name) => {
    if (name.includes(".")) throw new CommandError(40235, `The field name '${name}' cannot contain '.'`);
    return compileAccumulator(name, spec.get(name), reads);
  });
  const gather = (docs: Iterable<Doc>): Iterable<Group> => {
    const groups = new Map<unknown, Group>();
    for (const doc of docs) {
      const id = idOf(doc);
      const key = groupKey(id);
      let group = groups.get(key);
      if (group === undefined) {
        group = { id: id ?? null, running: accumulators.map((one) => one.begin()) };
        groups.set(key, group);
      }
      for (let i = 0; i < accumulators.length; i++) {
        (group.running[i] as Running).add((accumulators[i] as (typeof accumulators)[0]).input(doc));
      }
    }
    return groups.values();
  };
  return {
    reads,
    isNarrowing: true,
    *run(docs) {
      for (const { id, running } of gather(docs)) {
        const out: Doc = new Map([["_id", id]]);
        running.forEach((one, i) => out.set(names[i] as string, one.result()));
        yield out;
      }
    },
  };
}
