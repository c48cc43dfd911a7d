import { type Doc, isDoc, type Value } from "../bson/value.js";
import { CommandError, refusal } from "../errors.js";
import { type Change, changeAt } from "./changeAt.js";
import { OPERATORS } from "./operators.js";

/** A compiled update; changes the document in place. Throws a CommandError where a document does not fit. */
export type Update = (doc: Doc, isInsert: boolean) => void;

interface Step {
  parts: readonly string[];
  operator: string;
  change: Change;
}

/** Compiles {$set: ..., $inc: ...}. Throws on operators outside the list and on paths in each other's way. */
export function compileUpdate(spec: Value): Update {
  if (!isDoc(spec)) throw refusal("updates by a pipeline");
  const first = spec.keys().next().value;
  if (first === undefined || !first.startsWith("$")) throw refusal("replacing a whole document");
  const steps = [...spec].flatMap(([operator, fields]) => stepsOf(operator, fields));
  steps.sort((a, b) => compareParts(a.parts, b.parts));
  requireNoConflict(steps);
  return (doc, isInsert) => {
    for (const { parts, operator, change } of steps) {
      if (operator !== "$setOnInsert" || isInsert) changeAt(doc, parts, change, operator !== "$unset");
    }
  };
}

function stepsOf(operator: string, fields: Value): Step[] {
  const compile = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
  if (compile === undefined) throw refusal(`the update operator ${operator}`);
  if (!isDoc(fields)) throw new CommandError(9, `${operator} needs an object of fields`);
  return [...fields].map(([path, operand]) => {
    const parts = path.split(".");
    if (parts.includes("")) throw new CommandError(56, `The update path '${path}' has an empty field name`);
    const special = parts.find((part) => part.startsWith("$"));
    if (special !== undefined) throw refusal(`${special} in the update path "${path}"`);
    return { parts, operator, change: compile(path, operand) };
  });
}

/** Sorted, a path stands directly behind one that it lies in or equals. */
function requireNoConflict(steps: readonly Step[]): void {
  steps.slice(1).forEach(({ parts }, i) => {
    const other = (steps[i] as Step).parts;
    if (other.some((part, at) => part !== parts[at])) return;
    const [path, before] = [parts.join("."), other.join(".")];
    throw new CommandError(40, `Updating the path '${path}' would create a conflict at '${before}'`);
  });
}

/** MongoDB works on the paths in this order, which decides the order of new fields. */
function compareParts(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [left, right] = [a[i] as string, b[i] as string];
    if (left === right) continue;
    if (/^\d+$/.test(left) && /^\d+$/.test(right)) return Number(left) - Number(right);
    return left < right ? -1 : 1;
  }
  return a.length - b.length;
}
