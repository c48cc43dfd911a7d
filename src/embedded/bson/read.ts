import { Binary, BSONRegExp, Double, ObjectId } from "bson";
import { CommandError, refusal } from "../errors.js";
import { type Doc, isInt32, type Value } from "./value.js";

const INTERN_SLOTS = 8192;
const INTERN_MAX_BYTES = 40;
const MAX_DEPTH = 100;
/** JavaScript's last representable instant, in milliseconds. */
const MAX_DATE_MS = 8.64e15;

/** One element of a document as it lies in the bytes: its value is bytes `start` to `end`. */
export interface Element {
  name: string;
  type: number;
  start: number;
  end: number;
}

// field names and short texts repeat from document to document; making a string costs more than finding one
const interned: (string | undefined)[] = new Array<string | undefined>(INTERN_SLOTS);

/** Reads a whole document. Throws a CommandError on types that the embedded server refuses or on damaged bytes. */
export function readDoc(bytes: Buffer, start = 0, depth = 0): Doc {
  const doc: Doc = new Map();
  for (const element of elements(bytes, start)) doc.set(element.name, readValue(bytes, element, depth));
  return doc;
}

/** Reads only the named top-level fields; null asks for all of them. */
export function readFields(bytes: Buffer, wanted: ReadonlySet<string> | null): Doc {
  if (wanted === null) return readDoc(bytes);
  const doc: Doc = new Map();
  const end = bytes.readInt32LE(0) - 1;
  let left = wanted.size;
  for (let at = 4; at < end && left > 0;) {
    const type = bytes[at] as number;
    const nameEnd = endOfName(bytes, at + 1);
    const name = readText(bytes, at + 1, nameEnd);
    const start = nameEnd + 1;
    at = start + valueLength(bytes, type, start);
    if (!wanted.has(name)) continue;
    doc.set(name, readValue(bytes, { name, type, start, end: at }, 0));
    left--;
  }
  return doc;
}

/** The elements of the document that begins at `start`, in order. */
export function elements(bytes: Buffer, start = 0): Element[] {
  const end = start + documentLength(bytes, start) - 1;
  const found: Element[] = [];
  let at = start + 4;
  while (at < end) {
    const type = bytes[at] as number;
    const nameEnd = endOfName(bytes, at + 1);
    if (nameEnd >= end) throw damaged();
    const valueStart = nameEnd + 1;
    const valueEnd = valueStart + valueLength(bytes, type, valueStart);
    if (valueEnd > end || valueEnd < valueStart) throw damaged();
    found.push({ name: readText(bytes, at + 1, nameEnd), type, start: valueStart, end: valueEnd });
    at = valueEnd;
  }
  return found;
}

/** Reads the value of one element. */
export function readValue(bytes: Buffer, element: Element, depth = 0): Value {
  const { type, start, end } = element;
  switch (type) {
    case 0x01:
      return readDouble(bytes, start);
    case 0x02:
      return readText(bytes, start + 4, end - 1);
    case 0x03:
      return readDoc(bytes, start, deeper(depth));
    case 0x04:
      return elements(bytes, start).map((item) => readValue(bytes, item, deeper(depth)));
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
    default:
      return bytes.readBigInt64LE(start);
  }
}

function deeper(depth: number): number {
  if (depth >= MAX_DEPTH) throw new CommandError(2, `A document is nested deeper than ${MAX_DEPTH} levels`);
  return depth + 1;
}

function documentLength(bytes: Buffer, start: number): number {
  if (start + 5 > bytes.length) throw damaged();
  const length = bytes.readInt32LE(start);
  if (length < 5 || start + length > bytes.length) throw damaged();
  return length;
}

function valueLength(bytes: Buffer, type: number, start: number): number {
  switch (type) {
    case 0x01:
    case 0x09:
    case 0x12:
      return 8;
    case 0x02:
      return 4 + bytes.readInt32LE(start);
    case 0x03:
    case 0x04:
      return documentLength(bytes, start);
    case 0x05:
      return 5 + bytes.readInt32LE(start);
    case 0x07:
      return 12;
    case 0x08:
      return 1;
    case 0x0a:
      return 0;
    case 0x0b:
      return bytes.indexOf(0, bytes.indexOf(0, start) + 1) + 1 - start;
    case 0x10:
      return 4;
    default:
      throw refusal(`BSON type 0x${type.toString(16).padStart(2, "0")}`);
  }
}

/** Names are short: a loop is faster than indexOf, which leaves JavaScript. */
function endOfName(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== 0) at++;
  return at;
}

function readText(bytes: Buffer, start: number, end: number): string {
  const length = end - start;
  if (length > INTERN_MAX_BYTES) return bytes.toString("utf8", start, end);
  let hash = length;
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte > 127) return bytes.toString("utf8", start, end);
    hash = (Math.imul(hash, 31) + byte) | 0;
  }
  const slot = hash & (INTERN_SLOTS - 1);
  const known = interned[slot];
  if (known !== undefined && known.length === length && isTextAt(bytes, start, known)) return known;
  return (interned[slot] = bytes.toString("latin1", start, end));
}

function isTextAt(bytes: Buffer, start: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== bytes[start + i]) return false;
  return true;
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
    bytes.toString("utf8", start, patternEnd),
    bytes.toString("utf8", patternEnd + 1, end - 1),
  );
}

function damaged(): CommandError {
  return new CommandError(2, "A BSON document is damaged: its lengths do not fit");
}
