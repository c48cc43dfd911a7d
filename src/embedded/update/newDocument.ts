import { ObjectId } from "bson";
import type { Doc, Value } from "../bson/value.js";
import { CommandError } from "../errors.js";
import { isOperatorDoc } from "../query/match.js";
import type { Update } from "./compileUpdate.js";
import { findSlot } from "./slot.js";

/** The document that an upsert inserts: the equalities of its query, then the update, with `_id` in front. */
export function newDocument(query: Doc, update: Update): Doc {
  const doc: Doc = new Map();
  collect(query, doc);
  update(doc, true);
  const id = doc.get("_id") ?? (doc.has("_id") ? null : new ObjectId());
  doc.delete("_id");
  return new Map<string, Value>([["_id", id], ...doc]);
}

function collect(query: Doc, doc: Doc, paths: string[] = []): void {
  for (const [name, value] of query) {
    const isCertain = name === "$and" || (name === "$or" && (value as Doc[]).length === 1);
    if (isCertain) (value as Doc[]).forEach((branch) => collect(branch, doc, paths));
    if (name.startsWith("$")) continue;
    const equality = isOperatorDoc(value) ? equalityIn(value) : value;
    if (equality === undefined) continue;
    const other = paths.find(
      (path) => `${path}.`.startsWith(`${name}.`) || `${name}.`.startsWith(`${path}.`),
    );
    if (other !== undefined) {
      throw new CommandError(
        54,
        `cannot infer query fields to set, both paths '${name}' and '${other}' are matched`,
      );
    }
    paths.push(name);
    findSlot(doc, name.split("."), "make")?.set(equality);
  }
}

/** As in MongoDB, $in with one value is an equality too. */
function equalityIn(operators: Doc): Value {
  const list = operators.get("$in");
  if (operators.has("$eq")) return operators.get("$eq");
  return Array.isArray(list) && list.length === 1 ? list[0] : undefined;
}
