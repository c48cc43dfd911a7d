import { compareValues } from "../bson/compare.js";
import { arithmetic } from "../bson/numbers.js";
import { isNumber, type NumberValue, typeName, type Value } from "../bson/value.js";
import { CommandError } from "../errors.js";
import type { Change } from "./compileUpdate.js";
import { show } from "./slot.js";

/** $inc: adds to a number, or sets where there is none. */
export function increment(parts: readonly string[], by: NumberValue): Change {
  return (slot, doc) => {
    const value = slot.get();
    if (value === undefined) return slot.set(by);
    if (!isNumber(value)) {
      const field = parts.at(-1) as string;
      throw new CommandError(
        14,
        `Cannot apply $inc to a value of non-numeric type. {_id: ${show(doc.get("_id"))}} has the field ` +
          `'${field}' of non-numeric type ${typeName(value)}`,
      );
    }
    const sum = arithmetic(value, by, "+");
    if (sum === null)
      throw new CommandError(2, `Failed to apply $inc operations to current value (${String(value)})`);
    slot.set(sum);
  };
}

/** $min (sign -1) and $max (sign 1) in MongoDB's order across types. */
export function keepExtreme(operand: Value, sign: 1 | -1): Change {
  return (slot) => {
    const value = slot.get();
    if (value === undefined || compareValues(operand, value) * sign > 0) slot.set(operand);
  };
}
