import { serialize } from "bson";
import type { Doc } from "./value.js";

const DOCUMENT = 3;
const ARRAY = 4;

/** A command's answer: its fields, or BSON that is ready. */
export type Reply = Record<string, unknown> | Buffer;

/** Serialises a document; missing values are left out. */
export function writeDoc(doc: Doc | Record<string, unknown>): Buffer {
  return serialize(doc) as Buffer;
}

/** Serialises a document with one more field that is BSON already: a document or a list of documents. */
export function writeAround(fields: Record<string, unknown>, name: string, raw: Buffer | Buffer[]): Buffer {
  // the elements of a document lie between its length and a zero
  return enclose([writeDoc(fields).subarray(4, -1), ...elementOf(name, raw)]);
}

function elementOf(name: string, raw: Buffer | Buffer[]): Buffer[] {
  if (Buffer.isBuffer(raw)) return [headOf(DOCUMENT, name), raw];
  return [headOf(ARRAY, name), enclose(raw.flatMap((item, index) => elementOf(String(index), item)))];
}

function headOf(type: number, name: string): Buffer {
  return Buffer.from(`${String.fromCharCode(type)}${name}\0`, "latin1");
}

function enclose(elements: Buffer[]): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(4), ...elements, Buffer.alloc(1)]);
  bytes.writeInt32LE(bytes.length, 0);
  return bytes;
}
