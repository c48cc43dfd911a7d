import { type Doc, isDoc, type Value } from "../bson/value.js";
import { CommandError, refusal } from "../errors.js";
import type { Stage } from "./stage.js";
import { valueAt } from "../update/slot.js";

interface Unwinding {
  parts: readonly string[];
  indexName: string | null;
  keepsEmpty: boolean;
}

/** $unwind: a document per element; what is no array passes as it is. */
export function compileUnwind(spec: Value): Stage {
  const unwinding = read(isDoc(spec) ? spec : new Map([["path", spec]]));
  return {
    reads: new Set([unwinding.parts[0] as string]),
    isNarrowing: false,
    *run(docs) {
      for (const doc of docs) yield* unwind(doc, unwinding);
    },
  };
}

function read(spec: Doc): Unwinding {
  const path = spec.get("path");
  if (typeof path !== "string" || !path.startsWith("$") || path.startsWith("$$")) {
    throw new CommandError(28818, "path option to $unwind stage should be prefixed with a '$'");
  }
  for (const name of spec.keys()) {
    if (!["path", "includeArrayIndex", "preserveNullAndEmptyArrays"].includes(name))
      throw refusal(`${name} in $unwind`);
  }
  const indexName = spec.get("includeArrayIndex") ?? null;
  const isGood = indexName === null || (typeof indexName === "string" && /^[^$.]+$/.test(indexName));
  if (!isGood) throw refusal("this includeArrayIndex in $unwind");
  const keepsEmpty = spec.get("preserveNullAndEmptyArrays") === true;
  return { parts: path.slice(1).split("."), indexName: indexName as string | null, keepsEmpty };
}

function* unwind(doc: Doc, unwinding: Unwinding): Generator<Doc> {
  const value = valueAt(doc, unwinding.parts);
  if (Array.isArray(value) && value.length > 0) {
    for (const [index, element] of value.entries())
      yield withElement(doc, unwinding, { element, index: BigInt(index) });
    return;
  }
  const isEmpty = value === undefined || value === null || Array.isArray(value);
  if (isEmpty && !unwinding.keepsEmpty) return;
  yield withElement(doc, unwinding, { element: Array.isArray(value) ? undefined : value, index: null });
}

function withElement(doc: Doc, unwinding: Unwinding, item: { element: Value; index: bigint | null }): Doc {
  const out = replaced(doc, unwinding.parts, item.element);
  if (unwinding.indexName !== null) out.set(unwinding.indexName, item.index);
  return out;
}

/** A copy of the document with another value at the path; missing takes the field away. */
function replaced(doc: Doc, parts: readonly string[], value: Value): Doc {
  const out: Doc = new Map(doc);
  const [name, ...rest] = parts as [string, ...string[]];
  const inner = doc.get(name);
  if (rest.length > 0 && isDoc(inner)) out.set(name, replaced(inner, rest, value));
  else if (rest.length === 0 && value === undefined) out.delete(name);
  else if (rest.length === 0) out.set(name, value);
  return out;
}
