import { Schema, type SchemaDefinition } from "mongoose";

const DUPLICATE_KEY = 11000;

/** A record as it lies in the database: its key stands in `_id`. */
export type Stored<T, K extends keyof T> = Omit<T, K> & { _id: string };

/** A strict schema without Mongoose's own additions; empty objects are kept. */
export function recordSchema<D>(collection: string, definition: SchemaDefinition): Schema<D> {
  return new Schema<D>({ _id: { type: String, required: true }, ...definition } as never, {
    collection,
    versionKey: false,
    minimize: false,
    strict: "throw",
    id: false,
  });
}

/** The record of a document found; `key` is the record's name for `_id`. */
export function toRecord<T>(document: object, key: string): T {
  const { _id, ...rest } = document as { _id: string };
  return { [key]: _id, ...rest } as T;
}

/** The document of a record to insert. */
export function toDocument(record: object, key: string): Record<string, unknown> & { _id: string } {
  const { [key]: id, ...rest } = record as Record<string, unknown>;
  return { _id: id as string, ...rest };
}

/** Whether the error is a unique index's refusal, which for us is a normal answer. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === DUPLICATE_KEY;
}

/** Inserts; false when a unique index says that it is there already. */
export async function insertOnce(create: () => Promise<unknown>): Promise<boolean> {
  try {
    await create();
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/**
 * Inserts all that it can with one command; the result names the places of those that a unique index refused.
 * Any other fault is thrown, after the rest was inserted.
 */
export async function insertNew(insertMany: () => Promise<unknown>): Promise<Set<number>> {
  try {
    await insertMany();
    return new Set();
  } catch (error) {
    const { writeErrors } = error as { writeErrors?: { code: number; index: number }[] };
    if (!writeErrors || writeErrors.some(({ code }) => code !== DUPLICATE_KEY)) throw error;
    return new Set(writeErrors.map(({ index }) => index));
  }
}

/** A subdocument without an `_id` of its own. */
export function part(definition: SchemaDefinition): Schema {
  return new Schema(definition, { _id: false, minimize: false, strict: "throw" });
}
