import { type Doc, isDoc, type Value } from "../bson/value.js";
import { CommandError, refusal } from "../errors.js";
import { isNumber } from "../bson/value.js";
import { isTruthy } from "./operators.js";

/** A projection as a tree: `true` keeps (or drops) the field whole, a branch goes into it. */
export type FieldTree = Map<string, true | FieldTree>;

/** What to keep of a document. */
export interface Projection {
  isInclusion: boolean;
  fields: FieldTree;
}

/** Reads the projection of find ({a: 1, "b.c": 1} or {a: 0}); null where everything is wanted. */
export function readProjection(spec: Value): Projection | null {
  if (spec === undefined || spec === null) return null;
  if (!isDoc(spec)) throw new CommandError(14, "Expected field projection to be of type object");
  const flags = flatten(spec, "");
  if (flags.length === 0) return null;
  const decisive = flags.find(([path]) => path !== "_id") ?? (flags[0] as [string, boolean]);
  const isInclusion = decisive[1];
  const fields: FieldTree = new Map();
  if (isInclusion) fields.set("_id", true);
  for (const [path, flag] of flags) {
    if (flag === isInclusion) addPath(fields, path);
    else if (path === "_id") fields.delete("_id");
    else throw mixed(path, flag);
  }
  return { isInclusion, fields };
}

/** Applies a projection; arrays on the way are entered. */
export function project(doc: Doc, projection: Projection): Doc {
  return projection.isInclusion ? keep(doc, projection.fields) : drop(doc, projection.fields);
}

/** The top-level fields that an inclusion needs; null for an exclusion, which needs them all. */
export function rootsOfProjection(projection: Projection): Set<string> | null {
  return projection.isInclusion ? new Set(projection.fields.keys()) : null;
}

/** Adds a dotted path to a tree. Throws where it collides with a path that is there already. */
export function addPath(tree: FieldTree, path: string): void {
  const parts = path.split(".");
  const last = parts.pop() as string;
  let branch = tree;
  for (const part of parts) {
    const next = branch.get(part) ?? new Map<string, true | FieldTree>();
    if (next === true) throw collision(path);
    branch.set(part, next);
    branch = next;
  }
  if (branch.get(last) instanceof Map) throw collision(path);
  branch.set(last, true);
}

/** Keeps the fields of the tree, in the document's own order. */
export function keep(doc: Doc, tree: FieldTree): Doc {
  const out: Doc = new Map();
  for (const [name, value] of doc) {
    const branch = tree.get(name);
    if (branch === true) out.set(name, value);
    else if (branch !== undefined) {
      const kept = keepInside(value, branch);
      if (kept !== undefined) out.set(name, kept);
    }
  }
  return out;
}

function keepInside(value: Value, tree: FieldTree): Value {
  if (isDoc(value)) return keep(value, tree);
  if (!Array.isArray(value)) return undefined;
  return value.map((element) => keepInside(element, tree)).filter((element) => element !== undefined);
}

/** Drops the fields of the tree. */
export function drop(doc: Doc, tree: FieldTree): Doc {
  const out: Doc = new Map();
  for (const [name, value] of doc) {
    const branch = tree.get(name);
    if (branch !== true) out.set(name, branch === undefined ? value : dropInside(value, branch));
  }
  return out;
}

function dropInside(value: Value, tree: FieldTree): Value {
  if (isDoc(value)) return drop(value, tree);
  return Array.isArray(value) ? value.map((element) => dropInside(element, tree)) : value;
}

function flatten(spec: Doc, prefix: string): [string, boolean][] {
  return [...spec].flatMap(([name, value]): [string, boolean][] => {
    const path = prefix + name;
    if (name.startsWith("$") || path.split(".").some((part) => part === "" || part.startsWith("$"))) {
      throw refusal(`"${path}" in a projection`);
    }
    if (isDoc(value) && value.size > 0) return flatten(value, `${path}.`);
    if (!isNumber(value) && typeof value !== "boolean")
      throw refusal(`the value of "${path}" in a projection`);
    return [[path, isTruthy(value)]];
  });
}

function mixed(path: string, flag: boolean): CommandError {
  const [doing, other] = flag ? ["inclusion", "exclusion"] : ["exclusion", "inclusion"];
  return new CommandError(flag ? 31253 : 31254, `Cannot do ${doing} on field ${path} in ${other} projection`);
}

function collision(path: string): CommandError {
  return new CommandError(31249, `Path collision at ${path}`);
}
