import { deserialize, type Document, onDemand, serialize } from "bson";

const EMBEDDED_DOCUMENT = 3;
const ARRAY = 4;
/** Every number keeps its type. */
const EXACT = { promoteValues: false, bsonRegExp: true } as const;

/** A document that the driver writes as exactly these bytes. Throws where it cannot be. */
export function exactDocument(bytes: Uint8Array): Document {
  const plain = deserialize(bytes, EXACT);
  if (isSame(plain, bytes)) return plain;
  // plain objects move keys like "10" to the front and know each name once; a Map keeps the order
  const ordered = toMap(bytes) as unknown as Document;
  if (isSame(ordered, bytes)) return ordered;
  throw new Error(`The document with _id ${String(plain["_id"])} cannot be copied byte for byte.`);
}

/** The `_id` of a raw document, with its type; undefined without one. */
export function idOf(bytes: Uint8Array): unknown {
  for (const element of onDemand.parseToElements(bytes)) {
    if (nameOf(bytes, element) === "_id") return valueOf(bytes, element);
  }
  return undefined;
}

type Element = ReturnType<typeof onDemand.parseToElements> extends Iterable<infer One> ? One : never;

function isSame(document: Document, bytes: Uint8Array): boolean {
  return Buffer.compare(serialize(document), bytes) === 0;
}

function toMap(bytes: Uint8Array): Map<string, unknown> {
  const map = new Map<string, unknown>();
  for (const element of onDemand.parseToElements(bytes))
    map.set(nameOf(bytes, element), valueOf(bytes, element));
  return map;
}

function nameOf(bytes: Uint8Array, [, nameOffset, nameLength]: Element): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + nameOffset, nameLength).toString("utf8");
}

function valueOf(bytes: Uint8Array, [type, , , offset, length]: Element): unknown {
  const value = bytes.subarray(offset, offset + length);
  if (type === EMBEDDED_DOCUMENT) return toMap(value);
  if (type === ARRAY) return [...toMap(value).values()];
  const single = Buffer.alloc(value.length + 8);
  single.writeInt32LE(single.length);
  single.writeUInt8(type, 4);
  single.write("v", 5);
  single.set(value, 7);
  return deserialize(single, EXACT)["v"];
}
