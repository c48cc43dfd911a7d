import { type Doc, isDoc, type Value } from "../bson/value.js";
import { CommandError, refusal } from "../errors.js";
import { findRows, searchAll } from "../query/findRows.js";
import { visitPath } from "../query/visitPath.js";
import type { Collection } from "../storage/catalog.js";
import type { Place } from "./compilePipeline.js";
import { groupKey } from "./groupKey.js";
import type { Stage } from "./stage.js";

interface Join {
  from: string;
  localParts: readonly string[];
  foreignField: string;
  as: string;
}

type Find = (values: Value[]) => Doc[];

/** $lookup by equality of two fields: the matching documents of another collection become an array. */
export function compileLookup(spec: Value, place: Place): Stage {
  const join = read(spec);
  return {
    reads: new Set([join.localParts[0] as string]),
    isNarrowing: false,
    *run(docs) {
      const find = finder(place, join);
      for (const doc of docs) yield new Map(doc).set(join.as, find(localValues(doc, join)));
    },
  };
}

function read(spec: Value): Join {
  if (!isDoc(spec)) throw new CommandError(9, "the $lookup specification must be an Object");
  const [from, local, foreign, as] = ["from", "localField", "foreignField", "as"].map((name) =>
    text(spec, name),
  );
  if (spec.size > 4) throw refusal("$lookup with more than from, localField, foreignField and as");
  if ((as as string).includes(".")) throw refusal(`the dotted name "${as}" in $lookup`);
  return {
    from: from as string,
    localParts: (local as string).split("."),
    foreignField: foreign as string,
    as: as as string,
  };
}

function text(spec: Doc, name: string): string {
  const value = spec.get(name);
  if (typeof value === "string" && value !== "" && !value.startsWith("$")) return value;
  throw refusal(`$lookup without a plain ${name}`);
}

/** The values to join on: the elements of an array, and null where there is nothing. */
function localValues(doc: Doc, join: Join): Value[] {
  const values: Value[] = [];
  const collect = (value: Value): boolean => {
    if (Array.isArray(value)) values.push(...value);
    else if (value !== undefined) values.push(value);
    return false;
  };
  visitPath({ parts: join.localParts, atLeaf: "whole", test: collect }, doc);
  return values.length === 0 ? [null] : values;
}

function finder(place: Place, join: Join): Find {
  const { storage, catalog } = place.engine;
  const collection = catalog.collections.get(`${place.database}.${join.from}`);
  if (collection === undefined) return () => [];
  const find = (query: Doc): Doc[] =>
    Array.from(findRows(storage, collection, searchAll(query)), (row) => row.doc);
  if (!hasIndex(collection, join.foreignField)) return inMemory(find(new Map()), join);
  return (values) => find(new Map([[join.foreignField, new Map([["$in", values]])]]));
}

function hasIndex(collection: Collection, path: string): boolean {
  return collection.indexes.some(
    (index) => index.fields[0]?.path === path && !index.sparse && index.partial === undefined,
  );
}

/** Without an index the other collection is read once, and its documents are kept by the values that they hold. */
function inMemory(docs: Doc[], join: Join): Find {
  const byKey = new Map<unknown, number[]>();
  docs.forEach((doc, position) => {
    const test = (value: Value): boolean => {
      const key = groupKey(value);
      byKey.set(key, [...(byKey.get(key) ?? []), position]);
      return false;
    };
    visitPath({ parts: join.foreignField.split("."), atLeaf: "expand", test }, doc);
  });
  return (values) => {
    const positions = new Set(values.flatMap((value) => byKey.get(groupKey(value)) ?? []));
    return [...positions].sort((a, b) => a - b).map((position) => docs[position] as Doc);
  };
}
