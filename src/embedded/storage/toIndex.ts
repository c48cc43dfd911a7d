import type { Doc, Value } from "../bson/value.js";
import { type KeyField, readKeyFields } from "../query/keyField.js";
import { compileMatch, type Matcher } from "../query/match.js";

/** One index of a collection. */
export interface Index {
  id: number;
  name: string;
  /** What createIndexes asked for, as listIndexes shows it. */
  definition: Doc;
  fields: KeyField[];
  unique: boolean;
  sparse: boolean;
  partial?: { filter: Doc; matcher: Matcher };
  expireAfterSeconds?: number;
  /** Whether a key was ever cut: such an index no longer gives an order. */
  hasCutKeys: boolean;
}

/** The options of an index that its definition keeps. */
export const INDEX_OPTIONS = ["unique", "sparse", "partialFilterExpression", "expireAfterSeconds"];

/** Makes an index out of a (checked) specification; options that say nothing are left out of its definition. */
export function toIndex(id: number, spec: Doc, hasCutKeys = false): Index {
  const name = spec.get("name") as string;
  const fields = readKeyFields(spec.get("key"));
  const key: Doc = new Map(fields.map(({ path, direction }) => [path, direction]));
  const options = INDEX_OPTIONS.map((option): [string, Value] => [option, spec.get(option)]);
  const said = options.filter(([, value]) => value !== undefined && value !== null && value !== false);
  const definition: Doc = new Map<string, Value>([["v", 2], ["key", key], ["name", name], ...said]);
  const filter = definition.get("partialFilterExpression") as Doc | undefined;
  const seconds = definition.get("expireAfterSeconds");
  return {
    id,
    name,
    definition,
    fields,
    unique: definition.get("unique") === true || name === ID_INDEX,
    sparse: definition.get("sparse") === true,
    ...(filter && { partial: { filter, matcher: compileMatch(filter) } }),
    ...(seconds !== undefined && { expireAfterSeconds: Number(seconds) }),
    hasCutKeys,
  };
}

/** The index that every collection has. Unique, though MongoDB does not list that. */
export const ID_INDEX = "_id_";

/** The top-level fields that indexes read. */
export function rootsOf(indexes: readonly Index[]): Set<string> {
  const ofKeys = indexes.flatMap(({ fields }) => fields.map(({ parts }) => parts[0] as string));
  const ofFilters = indexes.flatMap(({ partial }) => [...(partial?.matcher.roots ?? [])]);
  return new Set([...ofKeys, ...ofFilters]);
}
