import { type Doc, isDoc, type Value } from "../bson/value.js";
import { writeDoc } from "../bson/write.js";
import { CommandError } from "../errors.js";
import { EJSON, deserialize } from "bson";

/** One place in a document: its value, and the ways to change it. */
export interface Slot {
  get: () => Value;
  set: (value: Value) => void;
  /** Removes a field; an element of an array becomes null, as in MongoDB. */
  unset: () => void;
  isElement: boolean;
}

const MAX_PADDING = 1_500_000;

/**
 * What findSlot does where the way ends: make documents, or come back with null. A scalar, or an array without that
 * index, in the way is an error unless the way is "lenient".
 */
export type Way = "make" | "strict" | "lenient";

/** Finds the place that a path names; null where the way does not exist and is not made. Throws PathNotViable. */
export function findSlot(doc: Doc, parts: readonly string[], way: Way): Slot | null {
  let holder: Doc | Value[] = doc;
  for (let i = 0; i < parts.length - 1; i++) {
    const slot: Slot | null = slotIn(holder, parts, { at: i, way });
    if (slot === null) return null;
    let value: Value = slot.get();
    if (value === undefined) {
      if (way !== "make") return null;
      slot.set((value = new Map()));
    }
    if (!isDoc(value) && !Array.isArray(value)) {
      if (way === "lenient") return null;
      throw notViable(parts, i + 1, value);
    }
    holder = value;
  }
  return slotIn(holder, parts, { at: parts.length - 1, way });
}

/** The value at a dotted path that enters documents only; missing where there is none. */
export function valueAt(value: Value, parts: readonly string[]): Value {
  return parts.reduce<Value>((inner, part) => (isDoc(inner) ? inner.get(part) : undefined), value);
}

/** A value as MongoDB's messages show it. */
export function show(value: Value): string {
  const shown = deserialize(writeDoc(new Map([["", value]])), { promoteValues: true, promoteLongs: true });
  return EJSON.stringify(shown[""]);
}

function slotIn(
  holder: Doc | Value[],
  parts: readonly string[],
  step: { at: number; way: Way },
): Slot | null {
  const part = parts[step.at] as string;
  if (isDoc(holder)) return fieldSlot(holder, part);
  if (/^(0|[1-9]\d*)$/.test(part)) return elementSlot(holder, Number(part));
  if (step.way === "lenient") return null;
  throw notViable(parts, step.at, holder);
}

function fieldSlot(doc: Doc, name: string): Slot {
  return {
    get: () => doc.get(name),
    set: (value) => doc.set(name, value),
    unset: () => doc.delete(name),
    isElement: false,
  };
}

function elementSlot(array: Value[], index: number): Slot {
  return {
    get: () => array[index],
    set: (value) => {
      if (index - array.length > MAX_PADDING)
        throw new CommandError(2, "can't backfill more than 1500000 elements");
      while (array.length < index) array.push(null);
      array[index] = value;
    },
    unset: () => {
      if (index < array.length) array[index] = null;
    },
    isElement: true,
  };
}

function notViable(parts: readonly string[], at: number, holder: Value): CommandError {
  const element = `{${parts[at - 1]}: ${show(holder)}}`;
  return new CommandError(28, `Cannot create field '${parts[at]}' in element ${element}`);
}
