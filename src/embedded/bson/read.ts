import { Binary, BSONRegExp, Double, ObjectId, onDemand } from "bson";
import { CommandError, refusal } from "../errors.js";
import { type Doc, isInt32, type Value } from "./value.js";

/** One element of a document as it lies in the bytes: type, place and length of its name, place and length of its value. */
export type Element = [type: number, nameAt: number, nameLength: number, at: number, length: number];

const MAX_DEPTH = 100;
/** JavaScript's last representable instant, in milliseconds. */
const MAX_DATE_MS = 8.64e15;

const { toUTF8 } = onDemand.ByteUtils;

/** Reads a whole document. Throws a CommandError on types that the embedded server refuses or on damaged bytes. */
export function readDoc(bytes: Buffer, start = 0, depth = 0): Doc {
  const doc: Doc = new Map();
  for (const element of elements(bytes, start)) {
    doc.set(nameOf(bytes, element), readValue(bytes, element, depth));
  }
  return doc;
}

/** Reads only the named top-level fields. */
export function readFields(bytes: Buffer, wanted: ReadonlySet<string>): Doc {
  const doc: Doc = new Map();
  if (wanted.size === 0) return doc;
  // most fields are not wanted: their length already says so, and spares making a string of their name
  const lengths = Array.from(wanted, (name) => Buffer.byteLength(name));
  for (const element of elements(bytes)) {
    if (!lengths.includes(element[2])) continue;
    const name = nameOf(bytes, element);
    if (wanted.has(name)) doc.set(name, readValue(bytes, element));
  }
  return doc;
}

/** The elements of the document that begins at `start`, in order. */
export function elements(bytes: Buffer, start = 0): Element[] {
  try {
    return onDemand.parseToElements(bytes, start) as unknown as Element[];
  } catch (error) {
    throw new CommandError(2, `A BSON document is damaged: ${(error as Error).message}`);
  }
}

/** The name of one element. */
export function nameOf(bytes: Buffer, [, nameAt, nameLength]: Element): string {
  return toUTF8(bytes, nameAt, nameAt + nameLength, false);
}

/** Reads the value of one element. */
export function readValue(bytes: Buffer, element: Element, depth = 0): Value {
  if (depth > MAX_DEPTH) throw new CommandError(2, `A document is nested deeper than ${MAX_DEPTH} levels`);
  const [type, , , start, length] = element;
  const end = start + length;
  switch (type) {
    case 0x01:
      return readDouble(bytes, start);
    case 0x02:
      return toUTF8(bytes, start + 4, end - 1, false);
    case 0x03:
      return readDoc(bytes, start, depth + 1);
    case 0x04:
      return elements(bytes, start).map((item) => readValue(bytes, item, depth + 1));
    case 0x05:
      return new Binary(Buffer.from(bytes.subarray(start + 5, end)), bytes[start + 4]);
    case 0x07:
      return new ObjectId(Uint8Array.prototype.slice.call(bytes, start, end));
    case 0x08:
      return bytes[start] === 1;
    case 0x09:
      return readDate(bytes, start);
    case 0x0a:
      return null;
    case 0x0b:
      return readRegex(bytes, start, end);
    case 0x10:
      return bytes.readInt32LE(start);
    case 0x12:
      return bytes.readBigInt64LE(start);
    default:
      throw refusal(`BSON type 0x${type.toString(16).padStart(2, "0")}`);
  }
}

function readDouble(bytes: Buffer, start: number): Value {
  const value = bytes.readDoubleLE(start);
  return isInt32(value) ? new Double(value) : value;
}

function readDate(bytes: Buffer, start: number): Date {
  const time = bytes.readInt32LE(start + 4) * 0x100000000 + bytes.readUInt32LE(start);
  if (Math.abs(time) > MAX_DATE_MS) throw refusal("dates outside the years -271821 to 275760");
  return new Date(time);
}

function readRegex(bytes: Buffer, start: number, end: number): BSONRegExp {
  const patternEnd = bytes.indexOf(0, start);
  return new BSONRegExp(
    toUTF8(bytes, start, patternEnd, false),
    toUTF8(bytes, patternEnd + 1, end - 1, false),
  );
}
