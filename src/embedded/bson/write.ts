import { type Binary, BSONRegExp, Double, ObjectId } from "bson";
import { CommandError } from "../errors.js";
import { type Doc, isDoc, isInt32, type Value } from "./value.js";

/** What a reply may hold besides values: a Buffer stands for a document that is BSON already. */
export type Writable = Value | Buffer | Writable[] | WritableDoc;
export type WritableDoc = Map<string, Writable>;

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

let scratch = Buffer.allocUnsafe(1 << 16);
let at = 0;

/** Serialises a document; missing values are left out. The result is a copy of its own. */
export function writeDoc(doc: Doc | WritableDoc): Buffer {
  at = 0;
  putDoc(doc);
  return Buffer.from(scratch.subarray(0, at));
}

/** A document out of a plain object, for replies. */
export function toDoc(fields: Record<string, Writable>): WritableDoc {
  return new Map(Object.entries(fields));
}

function putDoc(doc: Doc | WritableDoc): void {
  const start = at;
  reserve(5);
  at += 4;
  for (const [name, value] of doc) if (value !== undefined) putElement(name, value);
  endDoc(start);
}

function putArray(items: readonly Writable[]): void {
  const start = at;
  reserve(5);
  at += 4;
  items.forEach((item, index) => putElement(String(index), item === undefined ? null : item));
  endDoc(start);
}

function endDoc(start: number): void {
  reserve(1);
  scratch[at++] = 0;
  scratch.writeInt32LE(at - start, start);
}

function putElement(name: string, value: Exclude<Writable, undefined>): void {
  reserve(1);
  const typeAt = at++;
  putCString(name);
  // two steps, because putValue may replace the scratch buffer
  const type = putValue(value);
  scratch[typeAt] = type;
}

/** Writes the value's bytes and returns its BSON type. */
function putValue(value: Exclude<Writable, undefined>): number {
  switch (typeof value) {
    case "string":
      return putString(value);
    case "number":
      return isInt32(value) ? putInt32(value) : putDouble(value);
    case "bigint":
      return putInt64(value);
    case "boolean":
      return putByte(value ? 1 : 0);
    default:
      return putObject(value);
  }
}

function putObject(value: Exclude<Writable, undefined | string | number | bigint | boolean>): number {
  if (value === null) return 0x0a;
  if (isDoc(value) || value instanceof Map) {
    putDoc(value);
    return 0x03;
  }
  if (Array.isArray(value)) {
    putArray(value);
    return 0x04;
  }
  if (Buffer.isBuffer(value)) {
    putBytes(value);
    return 0x03;
  }
  if (value instanceof ObjectId) {
    putBytes(value.id);
    return 0x07;
  }
  if (value instanceof Date) return putDate(value);
  if (value instanceof Double) return putDouble(value.value);
  return value instanceof BSONRegExp ? putRegex(value) : putBinary(value);
}

function putString(value: string): number {
  reserve(value.length * 3 + 5);
  const length = scratch.write(value, at + 4, "utf8");
  scratch.writeInt32LE(length + 1, at);
  at += 4 + length;
  scratch[at++] = 0;
  return 0x02;
}

function putCString(value: string): void {
  if (value.includes("\0")) throw new CommandError(2, "A field name may not hold a null byte");
  reserve(value.length * 3 + 1);
  at += scratch.write(value, at, "utf8");
  scratch[at++] = 0;
}

function putInt32(value: number): number {
  reserve(4);
  at = scratch.writeInt32LE(value, at);
  return 0x10;
}

function putDouble(value: number): number {
  reserve(8);
  at = scratch.writeDoubleLE(value, at);
  return 0x01;
}

function putInt64(value: bigint): number {
  if (value < INT64_MIN || value > INT64_MAX) throw new CommandError(2, "A whole number exceeds 64 bits");
  reserve(8);
  at = scratch.writeBigInt64LE(value, at);
  return 0x12;
}

function putByte(value: number): number {
  reserve(1);
  scratch[at++] = value;
  return 0x08;
}

function putDate(value: Date): number {
  reserve(8);
  at = scratch.writeBigInt64LE(BigInt(value.getTime()), at);
  return 0x09;
}

function putRegex(value: BSONRegExp): number {
  putCString(value.pattern);
  putCString(value.options);
  return 0x0b;
}

function putBinary(value: Binary): number {
  reserve(5);
  at = scratch.writeInt32LE(value.position, at);
  scratch[at++] = value.sub_type;
  putBytes(value.buffer.subarray(0, value.position));
  return 0x05;
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
