import { typeRank } from "../bson/value.js";
import { encodeValue, invert, successor, WHOLE_BYTES } from "../storage/encodeKey.js";
import type { Bound, Constraint } from "./constraints.js";

/** A range of index keys: from `start` to just before `end`. */
export interface KeyRange {
  start: Buffer;
  end: Buffer;
}

/** A place among the keys: just before, or just behind, all that begin with these bytes. */
interface Edge {
  bytes: Buffer;
  isBehind: boolean;
}

/** The keys that begin with `prefix` and whose next component lies between the constraint's bounds, if it has any. */
export function rangeOf(
  prefix: Buffer,
  constraint: Constraint | undefined,
  direction: 1 | -1 | undefined,
): KeyRange {
  const { low, high } = constraint ?? {};
  const bound = low ?? high;
  if (bound === undefined) return { start: prefix, end: successor(prefix) };
  const type = Buffer.from([typeRank(bound.value) + 2]);
  const from = low === undefined ? { bytes: type, isBehind: false } : edgeAt(low, !low.isInclusive);
  const to = high === undefined ? { bytes: type, isBehind: true } : edgeAt(high, high.isInclusive);
  if (direction === 1) return { start: place(prefix, from), end: place(prefix, to) };
  return { start: place(prefix, turned(to)), end: place(prefix, turned(from)) };
}

/** A key too long to stand whole is taken in on either end; the query is tested again on the document. */
function edgeAt(bound: Bound, isBehind: boolean): Edge {
  const bytes = encodeValue(bound.value);
  if (bytes.length <= WHOLE_BYTES) return { bytes, isBehind };
  return { bytes: bytes.subarray(0, WHOLE_BYTES), isBehind: isBehind === bound.isInclusive };
}

/** In a descending field the bytes are inverted and the order is turned round. */
function turned(edge: Edge): Edge {
  return { bytes: invert(Buffer.from(edge.bytes)), isBehind: !edge.isBehind };
}

function place(prefix: Buffer, edge: Edge): Buffer {
  return Buffer.concat([prefix, edge.isBehind ? successor(edge.bytes) : edge.bytes]);
}
