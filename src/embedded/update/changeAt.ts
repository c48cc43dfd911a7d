import { type Doc, isDoc, type Value } from "../bson/value.js";
import { CommandError, refusal } from "../errors.js";

/** What becomes of a value; undefined stands for a missing one on either side. */
export type Change = (value: Value) => Value;

/**
 * Changes the value at a path. What is missing on the way is made, or (isMaking false) left alone. Throws PathNotViable
 * where something else than a document or an array's element stands on the way.
 */
export function changeAt(doc: Doc, parts: readonly string[], change: Change, isMaking: boolean): void {
  let holder: Value = doc;
  for (const [i, part] of parts.entries()) {
    if (!canHold(holder, part)) {
      if (!isMaking) return;
      throw new CommandError(28, `Cannot create field '${part}' in '${parts.slice(0, i).join(".")}'`);
    }
    const value: Value = isDoc(holder) ? holder.get(part) : holder[Number(part)];
    if (i === parts.length - 1) return put(holder, part, change(value));
    if (value === undefined && !isMaking) return;
    if (value === undefined) put(holder, part, new Map());
    holder = isDoc(holder) ? holder.get(part) : holder[Number(part)];
  }
}

function canHold(holder: Value, part: string): holder is Doc | Value[] {
  return isDoc(holder) || (Array.isArray(holder) && /^(0|[1-9]\d*)$/.test(part));
}

function put(holder: Doc | Value[], part: string, value: Value): void {
  if (isDoc(holder)) {
    if (value === undefined) holder.delete(part);
    else holder.set(part, value);
    return;
  }
  const index = Number(part);
  if (index < holder.length) holder[index] = value ?? null;
  else if (value !== undefined && index === holder.length) holder.push(value);
  else if (value !== undefined) throw refusal(`element ${part} beyond the end of an array`);
}
