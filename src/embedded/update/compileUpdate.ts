import { type Doc, isDoc, isNumber, typeName, type Value } from "../bson/value.js";
import { CommandError, refusal } from "../errors.js";
import { compileAddToSet, compilePull, compilePush } from "./arrayOperators.js";
import { findSlot, show, type Slot, type Way } from "./slot.js";
import { increment, keepExtreme } from "./valueOperators.js";

/** A compiled update; changes the document in place. Throws a CommandError where a document does not fit. */
export type Update = (doc: Doc, isInsert: boolean) => void;

/** What an operator does at its place; `doc` is there for messages. */
export type Change = (slot: Slot, doc: Doc) => void;

interface Step {
  parts: readonly string[];
  way: Way;
  isOnlyAtInsert?: boolean;
  change: Change;
  /** For $rename: where the value comes from. */
  source?: readonly string[];
}

/** Compiles {$set: ..., $inc: ...}. Throws on operators outside the list and on paths in each other's way. */
export function compileUpdate(spec: Value): Update {
  if (!isDoc(spec)) throw refusal("updates by a pipeline");
  const first = spec.keys().next().value;
  if (first === undefined || !first.startsWith("$")) throw refusal("replacing a whole document");
  const steps = [...spec].flatMap(([operator, fields]) => stepsOf(operator, fields));
  steps.sort((a, b) => compareParts(a.parts, b.parts));
  requireNoConflict(steps.flatMap((step) => (step.source ? [step.parts, step.source] : [step.parts])));
  return (doc, isInsert) => {
    for (const step of steps) if (isInsert || !step.isOnlyAtInsert) run(step, doc);
  };
}

function stepsOf(operator: string, fields: Value): Step[] {
  const compile = OPERATORS[operator];
  if (compile === undefined) throw refusal(`the update operator ${operator}`);
  if (!isDoc(fields)) {
    const hint = "Modifiers operate on fields but we found type";
    throw new CommandError(9, `${hint} ${typeName(fields)} instead.`);
  }
  return [...fields].map(([path, operand]) => compile(partsOf(path), operand));
}

const OPERATORS: Record<string, (parts: readonly string[], operand: Value) => Step> = {
  $set: (parts, operand) => making(parts, (slot) => slot.set(operand)),
  $setOnInsert: (parts, operand) => ({ ...making(parts, (slot) => slot.set(operand)), isOnlyAtInsert: true }),
  $unset: (parts) => ({ parts, way: "lenient", change: (slot) => slot.unset() }),
  $inc: (parts, operand) => {
    if (!isNumber(operand)) {
      throw new CommandError(
        14,
        `Cannot increment with non-numeric argument: {${parts.join(".")}: ${show(operand)}}`,
      );
    }
    return making(parts, increment(parts, operand));
  },
  $min: (parts, operand) => making(parts, keepExtreme(operand, -1)),
  $max: (parts, operand) => making(parts, keepExtreme(operand, 1)),
  $push: (parts, operand) => making(parts, compilePush(parts, operand)),
  $addToSet: (parts, operand) => making(parts, compileAddToSet(parts, operand)),
  $pull: (parts, operand) => ({ parts, way: "strict", change: compilePull(operand) }),
  $rename: (parts, operand) => rename(parts, operand),
};

function making(parts: readonly string[], change: Change): Step {
  return { parts, way: "make", change };
}

/** The step stands at the new name; the old one is emptied along with it. */
function rename(source: readonly string[], operand: Value): Step {
  if (typeof operand !== "string") throw new CommandError(2, "The 'to' field for $rename must be a string");
  const parts = partsOf(operand);
  return { parts, source, way: "make", change: () => undefined };
}

function run(step: Step, doc: Doc): void {
  if (step.source !== undefined) return move(doc, step.source, step.parts);
  const slot = findSlot(doc, step.parts, step.way);
  if (slot !== null) step.change(slot, doc);
}

function move(doc: Doc, source: readonly string[], target: readonly string[]): void {
  const from = findSlot(doc, source, "strict");
  requireNoArray(doc, source, "source");
  requireNoArray(doc, target, "destination");
  const value = from?.get();
  if (from === null || value === undefined) return;
  from.unset();
  // a renamed field goes to the end, unless its new name is there already
  findSlot(doc, target, "make")?.set(value);
}

function requireNoArray(doc: Doc, parts: readonly string[], side: string): void {
  let value: Value = doc;
  for (const part of parts) {
    if (Array.isArray(value))
      throw new CommandError(2, `The ${side} field cannot be an array element, '${parts.join(".")}'`);
    value = isDoc(value) ? value.get(part) : undefined;
  }
}

function partsOf(path: string): readonly string[] {
  const parts = path.split(".");
  if (parts.includes(""))
    throw new CommandError(56, `The update path '${path}' contains an empty field name`);
  const special = parts.find((part) => part.startsWith("$"));
  if (special !== undefined) throw refusal(`${special} in the update path "${path}"`);
  return parts;
}

function requireNoConflict(paths: (readonly string[])[]): void {
  const seen = new Set<string>();
  const inside = new Set<string>();
  for (const parts of paths) {
    const prefixes = parts.map((_, i) => parts.slice(0, i + 1).join("."));
    const path = prefixes.at(-1) as string;
    const other = inside.has(path) ? path : prefixes.find((prefix) => seen.has(prefix));
    if (other !== undefined) {
      throw new CommandError(40, `Updating the path '${path}' would create a conflict at '${other}'`);
    }
    seen.add(path);
    prefixes.forEach((prefix) => inside.add(prefix));
  }
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
