import { compareValues, equalValues } from "../bson/compare.js";
import { readFields } from "../bson/read.js";
import type { Value } from "../bson/value.js";
import { toDoc, type WritableDoc } from "../bson/write.js";
import type { Engine } from "../engine.js";
import { CommandError } from "../errors.js";
import { countOf, findRows, searchAll } from "../query/findRows.js";
import { visitPath } from "../query/visitPath.js";
import { recordKey } from "../storage/catalog.js";
import { type Command, docOption, namespaceOf, wholeNumberOption } from "./command.js";

/** count: how many the query finds, within skip and limit. */
export function count(engine: Engine, command: Command): WritableDoc {
  const { options } = command;
  const query = docOption(options, "query");
  const skip = wholeNumberOption(options, "skip", 0);
  const limit = wholeNumberOption(options, "limit", 0);
  const collection = engine.catalog.collections.get(namespaceOf(command));
  if (collection !== undefined && query.size + skip + limit === 0) {
    const [start, end] = [recordKey(collection.id), recordKey(collection.id + 1)];
    return toDoc({ n: engine.storage.records.getKeysCount({ start, end }), ok: 1 });
  }
  const search = { ...searchAll(query), skip, limit, roots: new Set<string>() };
  return toDoc({ n: countOf(findRows(engine.storage, collection, search)), ok: 1 });
}

/** distinct: the different values at a path; arrays count by their elements. */
export function distinct(engine: Engine, command: Command): WritableDoc {
  const key = command.options.get("key");
  if (typeof key !== "string" || key === "")
    throw new CommandError(14, "BSON field 'distinct.key' must be a string");
  const parts = key.split(".");
  const roots = new Set([parts[0] as string]);
  const search = { ...searchAll(docOption(command.options, "query")), roots };
  const values: Value[] = [];
  const collect = (value: Value): boolean => {
    if (Array.isArray(value)) values.push(...value);
    else if (value !== undefined) values.push(value);
    return false;
  };
  for (const row of findRows(engine.storage, engine.catalog.collections.get(namespaceOf(command)), search)) {
    visitPath({ parts, atLeaf: "whole", test: collect }, readFields(row.bytes, roots));
  }
  values.sort(compareValues);
  return toDoc({ values: values.filter((value, i) => i === 0 || !equalValues(value, values[i - 1])), ok: 1 });
}
