import { createHash } from "node:crypto";
import { type Binary, type BSONRegExp, type ObjectId } from "bson";
import { type Doc, type NumberValue, plainNumber, typeRank, type Value } from "../bson/value.js";

/** A component longer than this is cut and completed by a hash: lmdb takes 1,978 bytes for a whole key. */
export const WHOLE_BYTES = 240;
const HASH_BYTES = 16;
const TWO_53 = 2 ** 53;

let scratch = Buffer.allocUnsafe(4096);
let at = 0;

/**
 * The bytes of one value, so that comparing bytes compares values (MongoDB's order). No encoding is the beginning
 * of another. `undefined` (an empty array) sorts before null.
 */
export function encodeValue(value: Value): Buffer {
  at = 0;
  put(value);
  return Buffer.from(scratch.subarray(0, at));
}

/** The same bytes as a text, for keys of a Map: cheaper, because nothing is copied. */
export function encodeAsText(value: Value): string {
  at = 0;
  put(value);
  return scratch.toString("latin1", 0, at);
}

/** One component of an index key; long ones become prefix and hash, which keeps equality but not their order. */
export function encodeComponent(value: Value, direction: 1 | -1): { bytes: Buffer; isCut: boolean } {
  const whole = encodeValue(value);
  const isCut = whole.length > WHOLE_BYTES;
  let bytes = whole;
  if (isCut) {
    const hash = createHash("sha256").update(whole).digest();
    bytes = Buffer.concat([whole.subarray(0, WHOLE_BYTES), hash.subarray(0, HASH_BYTES)]);
  }
  return { bytes: direction === 1 ? bytes : invert(bytes), isCut };
}

/** The bytes turned round for a descending field, in place. */
export function invert(bytes: Buffer): Buffer {
  for (let i = 0; i < bytes.length; i++) bytes[i] = 255 - (bytes[i] as number);
  return bytes;
}

/** The smallest bytes after all that begin with `prefix`. */
export function successor(prefix: Buffer): Buffer {
  const next = Buffer.from(prefix);
  for (let i = next.length - 1; i >= 0; i--) {
    const byte = next[i] as number;
    if (byte < 255) {
      next[i] = byte + 1;
      return next.subarray(0, i + 1);
    }
  }
  return Buffer.alloc(prefix.length + 1, 255);
}

function put(value: Value): void {
  const rank = typeRank(value);
  // rank 0 is left to the end mark of arrays and objects
  putByte(rank + 2);
  switch (rank) {
    case 10:
      return putNumber(plainNumber(value as NumberValue));
    case 15:
      return putText(value as string);
    case 20:
      return putDoc(value as Doc);
    case 25:
      (value as Value[]).forEach(put);
      return putByte(0);
    case 30:
      return putBinary(value as Binary);
    case 35:
      return putBytes((value as ObjectId).id);
    case 40:
      return putByte(value === true ? 1 : 0);
    case 45:
      return putDouble((value as Date).getTime());
    case 50:
      putText((value as BSONRegExp).pattern);
      return putText((value as BSONRegExp).options);
  }
}

/** Sortable double; from 2^53 on, where an Int64 has no double of its own, the distance to it follows. */
function putNumber(value: number | bigint): void {
  const near = Number(value);
  if (Number.isNaN(near)) return putBytes(Buffer.alloc(8));
  putDouble(near);
  if (Math.abs(near) < TWO_53 || !Number.isFinite(near)) return;
  const distance = typeof value === "bigint" ? Number(value - BigInt(near)) : 0;
  reserve(2);
  at = scratch.writeUInt16BE(distance + 0x8000, at);
}

function putDouble(value: number): void {
  reserve(8);
  scratch.writeDoubleBE(value === 0 ? 0 : value, at);
  const isNegative = (scratch[at] as number) > 127;
  if (isNegative) invert(scratch.subarray(at, at + 8));
  else scratch[at] = (scratch[at] as number) ^ 0x80;
  at += 8;
}

/** A zero inside becomes 0 1, so that the ending 0 0 sorts before everything and no text begins another. */
function putText(value: string): void {
  const text = value.includes("\0") ? value.replaceAll("\0", "\0\x01") : value;
  reserve(text.length * 3 + 2);
  at += scratch.write(text, at, "utf8");
  scratch[at++] = 0;
  scratch[at++] = 0;
}

function putDoc(doc: Doc): void {
  for (const [name, value] of doc) {
    putByte(typeRank(value) + 2);
    putText(name);
    put(value);
  }
  putByte(0);
}

function putBinary(value: Binary): void {
  reserve(5);
  at = scratch.writeUInt32BE(value.position, at);
  scratch[at++] = value.sub_type;
  putBytes(value.buffer.subarray(0, value.position));
}

function putByte(value: number): void {
  reserve(1);
  scratch[at++] = value;
}

function putBytes(bytes: Uint8Array): void {
  reserve(bytes.length);
  scratch.set(bytes, at);
  at += bytes.length;
}

function reserve(bytes: number): void {
  if (at + bytes <= scratch.length) return;
  const larger = Buffer.allocUnsafe(Math.max(scratch.length * 2, at + bytes));
  scratch.copy(larger, 0, 0, at);
  scratch = larger;
}
