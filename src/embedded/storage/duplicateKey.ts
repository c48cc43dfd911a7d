import { Double, ObjectId } from "bson";
import { isDoc, isInt32, type Value } from "../bson/value.js";
import { CommandError } from "../errors.js";
import type { Index } from "./catalog.js";

/** MongoDB's error for a repeated key, with keyPattern and keyValue. */
export function duplicateKey(namespace: string, index: Index, values: readonly Value[]): CommandError {
  const pattern = new Map<string, Value>(index.fields.map((field) => [field.path, field.direction]));
  const value = new Map<string, Value>(index.fields.map((field, i) => [field.path, values[i] ?? null]));
  const message = `E11000 duplicate key error collection: ${namespace} index: ${index.name} dup key: ${show(value)}`;
  return new CommandError(11000, message, { keyPattern: pattern, keyValue: value });
}

function show(value: Value): string {
  if (isDoc(value)) {
    const fields = [...value].map(([name, item]) => `${name}: ${show(item)}`);
    return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
  }
  if (Array.isArray(value)) return `[ ${value.map(show).join(", ")} ]`;
  if (typeof value === "string") return JSON.stringify(value);
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (value instanceof Double) return `${value.value}.0`;
  if (typeof value === "number" && !isInt32(value) && Number.isInteger(value)) return `${value}.0`;
  return String(value);
}
