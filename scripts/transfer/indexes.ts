import { type Document, EJSON } from "bson";
import type { Db } from "./documents.js";

/** An index as listIndexes describes it, without what the server adds on its own. */
export type IndexSpec = Document & { key: Document; name: string };

/** The indexes of a collection but that on `_id`; empty for a collection that is not there. */
export async function listIndexes(db: Db, name: string): Promise<IndexSpec[]> {
  const known = await db.listCollections({ name }, { nameOnly: true }).toArray();
  if (known.length === 0) return [];
  const specs = await db.collection(name).listIndexes({ promoteValues: false }).toArray();
  return specs.map(withoutServerFields).filter(({ name }) => name !== "_id_");
}

/**
 * Makes a collection with these indexes. An index that stands in the way (the same name or the same key, otherwise
 * different) is replaced; others that are there already stay.
 */
export async function ensureIndexes(db: Db, name: string, wanted: IndexSpec[]): Promise<void> {
  const known = await db.listCollections({ name }, { nameOnly: true }).toArray();
  if (known.length === 0) await db.command({ create: name });
  const there = await listIndexes(db, name);
  const missing = wanted.filter((index) => !there.some((other) => isSame(index, other)));
  const inTheWay = there.filter((other) => missing.some((index) => collides(index, other)));
  for (const index of inTheWay) await db.collection(name).dropIndex(index.name);
  if (missing.length > 0) await db.command({ createIndexes: name, indexes: missing });
}

/** The names of the indexes that are wanted and not there in the same form. */
export function missingIndexes(wanted: IndexSpec[], there: IndexSpec[]): string[] {
  return wanted.filter((index) => !there.some((other) => isSame(index, other))).map(({ name }) => name);
}

/**
 * The filter that leaves out what a TTL index removes until `until`: a server takes expired documents away whenever
 * it likes, so that they count on neither side. Null without such an index.
 */
export function notExpiring(indexes: IndexSpec[], until: Date): Document | null {
  const filters = indexes.filter(isTtl).map((index) => {
    const bound = new Date(until.getTime() - Number(index["expireAfterSeconds"]) * 1000);
    return { [Object.keys(index.key)[0]!]: { $not: { $lte: bound } } };
  });
  return filters.length === 0 ? null : { $and: filters };
}

function isTtl(index: IndexSpec): boolean {
  return index["expireAfterSeconds"] !== undefined;
}

function withoutServerFields(spec: Document): IndexSpec {
  const { v: _v, ns: _ns, background: _background, ...rest } = spec;
  return rest as IndexSpec;
}

function isSame(one: IndexSpec, other: IndexSpec): boolean {
  return textOf(one) === textOf(other);
}

function collides(one: IndexSpec, other: IndexSpec): boolean {
  return one.name === other.name || keyText(one) === keyText(other);
}

/** The order of options says nothing, that of a key's fields does. */
function textOf(index: IndexSpec): string {
  return EJSON.stringify(Object.entries(index).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function keyText({ key }: IndexSpec): string {
  return EJSON.stringify(key);
}
