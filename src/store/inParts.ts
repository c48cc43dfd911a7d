import { toRecord } from "./document.js";

const PART = 1_000;

/** The records of a cursor, a thousand at a time: neither one by one nor all in memory. */
export async function* inParts<T>(documents: AsyncIterable<object>): AsyncGenerator<T[]> {
  let part: T[] = [];
  for await (const one of documents) {
    part.push(toRecord<T>(one, "id"));
    if (part.length < PART) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
