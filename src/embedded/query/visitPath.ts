import { isDoc, type Value } from "../bson/value.js";

/** A dotted path, split once. */
export type Parts = readonly string[];

/** What to do with an array at the end of the path: look at each element and then at the array, or only at it. */
export type AtLeaf = "expand" | "whole";

/** One walk through a document along a path. */
export interface Walk {
  parts: Parts;
  atLeaf: AtLeaf;
  test: (value: Value) => boolean;
}

/**
 * Shows every value that the path reaches to `walk.test` until it says true, as MongoDB's query language does:
 * arrays on the way are entered, a number in the path is an index as well as a field name. A path that leads
 * nowhere shows `undefined` once; one that ends inside an array of scalars shows nothing.
 */
export function visitPath(walk: Walk, value: Value, depth = 0): boolean {
  let current = value;
  for (let i = depth; i < walk.parts.length; i++) {
    if (!isDoc(current)) return walk.test(undefined);
    current = current.get(walk.parts[i] as string);
    if (Array.isArray(current)) {
      return i + 1 === walk.parts.length ? visitLeaf(walk, current) : visitElements(walk, current, i + 1);
    }
  }
  return walk.test(current);
}

function visitLeaf(walk: Walk, array: Value[]): boolean {
  if (walk.atLeaf === "expand" && array.some(walk.test)) return true;
  return walk.test(array);
}

function visitElements(walk: Walk, array: Value[], depth: number): boolean {
  const part = walk.parts[depth] as string;
  const isLast = depth + 1 === walk.parts.length;
  return array.some((element, index) => {
    if (isDoc(element) && visitPath(walk, element, depth)) return true;
    if (part !== String(index)) return false;
    if (isLast) return visitIndexed(walk, element);
    if (Array.isArray(element)) return visitElements(walk, element, depth + 1);
    return isDoc(element) && visitPath(walk, element, depth + 1);
  });
}

function visitIndexed(walk: Walk, element: Value): boolean {
  return Array.isArray(element) ? visitLeaf(walk, element) : walk.test(element);
}
