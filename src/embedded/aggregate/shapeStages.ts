import { type Doc, isDoc, isNumber, type Value } from "../bson/value.js";
import { CommandError, refusal } from "../errors.js";
import { project, type Projection, readProjection, rootsOfProjection } from "../query/projection.js";
import { compileExpression, type Expression } from "./expression.js";
import type { Stage } from "./stage.js";

/** $project: fields to keep (dotted too) and new top-level fields, or fields to drop. */
export function compileProject(spec: Value): Stage {
  if (!isDoc(spec) || spec.size === 0)
    throw new CommandError(51272, "Invalid $project: specification must have at least one field");
  const reads = new Set<string>();
  const flags: Doc = new Map();
  const computed: [string, Expression][] = [];
  for (const [name, value] of spec) {
    if (isFlag(value)) flags.set(name, value);
    else computed.push([requirePlainName(name), compileExpression(value, reads)]);
  }
  const projection = projectionOf(flags, computed.length > 0);
  const roots = rootsOfProjection(projection);
  roots?.forEach((root) => reads.add(root));
  return {
    reads,
    isNarrowing: roots !== null,
    *run(docs) {
      for (const doc of docs) yield compute(project(doc, projection), doc, computed);
    },
  };
}

/** $addFields: new or replaced top-level fields; a missing value removes the field. */
export function compileAddFields(spec: Value): Stage {
  if (!isDoc(spec) || spec.size === 0)
    throw new CommandError(40177, "Invalid $addFields: specification must have at least one field");
  const reads = new Set<string>();
  const computed = [...spec].map(([name, value]): [string, Expression] => {
    if (isDoc(value) && !isOperation(value)) throw refusal(`a nested document for "${name}" in $addFields`);
    return [requirePlainName(name), compileExpression(value, reads)];
  });
  return {
    reads,
    isNarrowing: false,
    *run(docs) {
      for (const doc of docs) yield compute(new Map(doc), doc, computed);
    },
  };
}

function compute(out: Doc, doc: Doc, computed: readonly [string, Expression][]): Doc {
  for (const [name, expression] of computed) {
    const value = expression(doc);
    if (value === undefined) out.delete(name);
    else out.set(name, value);
  }
  return out;
}

/** New fields turn the projection into an inclusion, with `_id` unless it is switched off. */
function projectionOf(flags: Doc, hasComputed: boolean): Projection {
  const projection = readProjection(flags);
  if (!hasComputed) return projection as Projection;
  const isOnlyId = [...flags.keys()].every((name) => name === "_id");
  if (projection === null || (isOnlyId && projection.isInclusion)) {
    return { isInclusion: true, fields: new Map([["_id", true]]) };
  }
  if (isOnlyId) return { isInclusion: true, fields: new Map() };
  if (!projection.isInclusion)
    throw new CommandError(31252, "Cannot add new fields in an exclusion $project");
  return projection;
}

function isFlag(value: Value): boolean {
  if (isNumber(value) || typeof value === "boolean") return true;
  return (
    isDoc(value) &&
    value.size > 0 &&
    [...value].every(([name, inner]) => !name.startsWith("$") && isFlag(inner))
  );
}

function isOperation(value: Doc): boolean {
  return value.keys().next().value?.startsWith("$") ?? false;
}

function requirePlainName(name: string): string {
  if (name === "" || name.startsWith("$") || name.includes("."))
    throw refusal(`computing the field "${name}"`);
  return name;
}
