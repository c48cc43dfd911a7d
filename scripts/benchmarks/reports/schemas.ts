import { isDeepStrictEqual } from "node:util";
import type { IndexDescription } from "mongodb";
import mongoose from "mongoose";
// Every collection of the product.
import "../../../src/afterword.js";

/** Throws when the product would not have stored these documents as they are. */
export async function checkShapes(documents: Record<string, readonly object[]>): Promise<void> {
  for (const [name, list] of Object.entries(documents)) {
    const model = modelOf(name);
    for (const one of list) {
      const document = new model(one); // the schemas are strict: an unknown field throws
      await document.validate();
      const stored = document.toObject({ minimize: false, flattenObjectIds: true });
      if (!isDeepStrictEqual(plain(stored), plain(one)))
        throw new Error(`${name} would be stored as ${JSON.stringify(stored)}, not ${JSON.stringify(one)}`);
    }
  }
}

/** The indexes that the product has on these collections, so that each is built by one walk through them. */
export function indexesOf(names: readonly string[]): [name: string, indexes: IndexDescription[]][] {
  return names.map((name) => [
    name,
    modelOf(name)
      .schema.indexes()
      .map(([key, options]) => ({ key, ...options }) as IndexDescription),
  ]);
}

function modelOf(collection: string): mongoose.Model<unknown> {
  const found = Object.values(mongoose.models).find((model) => model.collection.name === collection);
  if (!found) throw new Error(`The product has no collection "${collection}"`);
  return found;
}

function plain(document: unknown): unknown {
  return JSON.parse(JSON.stringify(document));
}
