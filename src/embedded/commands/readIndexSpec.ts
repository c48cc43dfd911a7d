import { plainNumber } from "../bson/compare.js";
import { isDoc, isNumber, type Value } from "../bson/value.js";
import { CommandError, refusal } from "../errors.js";
import { type Index, keyField, newIndex, setPartial } from "../storage/catalog.js";
import type { KeyField } from "../storage/indexKeys.js";
import { flagOption, wholeNumberOption } from "./command.js";

/** So many cut components fit into lmdb's 1,978 bytes. */
const MAX_FIELDS = 7;
const ALLOWED = new Set([
  "key",
  "name",
  "unique",
  "sparse",
  "partialFilterExpression",
  "expireAfterSeconds",
  "background",
  "v",
  "ns",
]);

/** Reads one index of createIndexes. Its id is still to be given. */
export function readIndexSpec(spec: Value): Index {
  if (!isDoc(spec)) throw new CommandError(14, "The elements of 'indexes' must be objects");
  for (const [name, value] of spec) {
    if (!ALLOWED.has(name) && value !== null && value !== undefined)
      throw refusal(`the index option ${name}`);
  }
  const key = spec.get("key");
  const name = spec.get("name");
  if (!isDoc(key) || key.size === 0) throw new CommandError(67, "Index keys cannot be empty.");
  if (typeof name !== "string" || name === "")
    throw new CommandError(9, "The 'name' field is a required property");
  const index = newIndex({ id: 0, name, fields: [...key].map(readField) });
  if (index.fields.length > MAX_FIELDS) throw refusal(`indexes of more than ${MAX_FIELDS} fields`);
  index.unique = flagOption(spec, "unique");
  index.sparse = flagOption(spec, "sparse");
  const filter = spec.get("partialFilterExpression");
  if (filter !== undefined && !isDoc(filter))
    throw new CommandError(67, "partialFilterExpression must be an object");
  if (filter !== undefined && index.sparse)
    throw new CommandError(67, "cannot mix partialFilterExpression and sparse");
  if (filter !== undefined) setPartial(index, filter);
  if (spec.has("expireAfterSeconds"))
    index.expireAfterSeconds = readExpiry(spec.get("expireAfterSeconds"), index);
  return index;
}

function readField([path, direction]: [string, Value]): KeyField {
  const number = isNumber(direction) ? Number(plainNumber(direction)) : 0;
  if (number !== 1 && number !== -1) throw refusal(`the index type ${String(direction)} of "${path}"`);
  const parts = path.split(".");
  if (parts.some((part) => part === "" || part.startsWith("$") || /^\d+$/.test(part))) {
    throw refusal(`the index field "${path}"`);
  }
  return keyField(path, number);
}

function readExpiry(value: Value, index: Index): number {
  if (index.fields.length > 1) {
    throw new CommandError(67, "TTL indexes are single-field indexes, compound indexes do not support TTL");
  }
  return wholeNumberOption(new Map([["expireAfterSeconds", value]]), "expireAfterSeconds", 0);
}
