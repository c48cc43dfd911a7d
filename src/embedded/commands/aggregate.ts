import { type Doc, isDoc, type Value } from "../bson/value.js";
import { type Reply, writeDoc } from "../bson/write.js";
import { firstReply } from "../cursors.js";
import type { Engine } from "../engine.js";
import { CommandError, refusal } from "../errors.js";
import { findRows } from "../query/findRows.js";
import { encodeAsText } from "../storage/encodeKey.js";
import { type Command, docOption, listOption, namespaceOf, wholeNumberOption } from "./command.js";
import { FIRST_BATCH } from "./find.js";

/** A compiled $group: the key of a document, and the names of the fields that count. */
interface Group {
  idOf: (doc: Doc) => Value;
  roots: Set<string>;
  counts: string[];
}

const INT32_MAX = 2 ** 31 - 1;

/** aggregate: $match (or not) and then $group, which is how the store and countDocuments count. */
export function aggregate(engine: Engine, command: Command): Reply {
  const namespace = namespaceOf(command);
  const stages = listOption(command.options, "pipeline").map(stageParts);
  const query = stages[0]?.[0] === "$match" ? (stages.shift() as [string, Value])[1] : new Map();
  const [first, second] = stages;
  if (!isDoc(query)) throw new CommandError(15959, "$match needs an object");
  if (first?.[0] !== "$group" || second !== undefined) throw refusal("pipelines but $match and then $group");
  const group = readGroup(first[1]);
  const collection = engine.catalog.collections.get(namespace);
  const rows = findRows(engine.storage, collection, { query, roots: group.roots });
  const size = wholeNumberOption(docOption(command.options, "cursor"), "batchSize", FIRST_BATCH);
  return firstReply(engine.cursors, counted(rows, group), { namespace, size });
}

function stageParts(stage: Value): [string, Value] {
  if (!isDoc(stage) || stage.size !== 1) throw new CommandError(40323, "A stage has exactly one field");
  const [name, spec] = stage.entries().next().value as [string, Value];
  if (name === "$changeStream")
    throw new CommandError(40573, "The $changeStream stage is only supported on replica sets");
  if (name !== "$match" && name !== "$group") throw refusal(`the stage ${name}`);
  return [name, spec];
}

function readGroup(spec: Value): Group {
  if (!isDoc(spec) || !spec.has("_id")) throw new CommandError(15955, "$group needs an object with an _id");
  const roots = new Set<string>();
  const counts = [...spec.keys()].filter((name) => name !== "_id");
  counts.forEach((name) => requireCount(name, spec.get(name)));
  return { idOf: readKey(spec.get("_id"), roots), roots, counts };
}

function requireCount(name: string, spec: Value): void {
  const [accumulator, operand] = isDoc(spec) ? ([...spec][0] ?? []) : [];
  if (accumulator !== "$sum" || operand !== 1 || name.includes("."))
    throw refusal(`the accumulator ${accumulator} in "${name}"; only {$sum: 1}`);
}

/** A key is a constant, a field of the top level ("$day") or an object of such fields. */
function readKey(id: Value, roots: Set<string>): (doc: Doc) => Value {
  if (typeof id === "number" || id === null) return () => id;
  if (!isDoc(id)) {
    const only = readField("_id", id, roots);
    return (doc) => doc.get(only) ?? null;
  }
  const fields = [...id].map(([name, path]): [string, string] => [name, readField(name, path, roots)]);
  // as in MongoDB: a single missing field counts as null, among several it is left out
  if (fields.length === 1)
    return (doc) => new Map(fields.map(([name, root]) => [name, doc.get(root) ?? null]));
  return (doc) => new Map(fields.flatMap(([name, root]) => (doc.has(root) ? [[name, doc.get(root)]] : [])));
}

function readField(name: string, path: Value, roots: Set<string>): string {
  if (name.startsWith("$")) throw refusal(`the expression ${name}`);
  if (typeof path !== "string" || !/^\$[^$.]+$/.test(path) || name.includes("."))
    throw refusal(`"${name}: ${String(path)}" in $group`);
  roots.add(path.slice(1));
  return path.slice(1);
}

function* counted(rows: Iterable<{ doc: Doc }>, { idOf, counts }: Group): Generator<Buffer> {
  const groups = new Map<string, { id: Value; n: number }>();
  for (const { doc } of rows) {
    const id = idOf(doc);
    const key = encodeAsText(id);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { id, n: 1 });
    else group.n++;
  }
  for (const { id, n } of groups.values()) {
    const count = n > INT32_MAX ? BigInt(n) : n;
    yield writeDoc({ _id: id, ...Object.fromEntries(counts.map((name) => [name, count])) });
  }
}
