import type { Doc, Value } from "../bson/value.js";
import { type Collection, type Index, recordKey } from "../storage/catalog.js";
import { encodeComponent, successor } from "../storage/encodeKey.js";
import type { KeyField } from "../storage/indexKeys.js";
import type { Storage } from "../storage/openStorage.js";
import { countOf } from "./findRows.js";
import { type Constraint, constraintsOf, excludesNull } from "./constraints.js";
import { impliesFilter } from "./impliesFilter.js";
import { type KeyRange, rangeOf } from "./keyRange.js";

/** How to find the candidates: ranges of one index, read forwards or backwards. The query is tested again on each. */
export interface Plan {
  index: Index;
  ranges: KeyRange[];
  reverse: boolean;
  /** Whether the candidates come in the order of the sort. */
  isSorted: boolean;
  /** Whether a document can come up twice. */
  mayRepeat: boolean;
  /** Whether it finds at most one document per range. */
  isExact: boolean;
}

/** What is asked: query, sort (perhaps empty) and, for choosing, the largest number of documents wanted. */
export interface Question {
  query: Doc;
  sort: readonly KeyField[];
  limit: number;
}

const MAX_RANGES = 1000;
/** Counting stops here when plans are compared: beyond it they are all called equally large. */
const ESTIMATE_KEYS = 200;

/** Chooses an index, by counting the keys that each would read; null means that the whole collection is read. */
export function choosePlan(storage: Storage, collection: Collection, question: Question): Plan | null {
  const constraints = constraintsOf(question.query);
  const plans = collection.indexes.flatMap((index) => planWith(index, constraints, question) ?? []);
  const exact = plans.find((plan) => plan.isExact);
  if (plans.length <= 1 || exact !== undefined) return exact ?? plans[0] ?? null;
  const costs = plans.map((plan) => costOf(storage, plan, question));
  return plans[costs.indexOf(Math.min(...costs))] as Plan;
}

function planWith(index: Index, constraints: Map<string, Constraint>, question: Question): Plan | null {
  if (index.partial !== undefined && !impliesFilter(question.query, constraints, index.partial.filter))
    return null;
  if (index.sparse && !index.fields.some((field) => isPresent(constraints.get(field.path)))) return null;
  let prefixes = [recordKey(index.id)];
  let ranges: KeyRange[] | null = null;
  let points = 0;
  for (const [i, field] of index.fields.entries()) {
    const constraint = constraints.get(field.path);
    if (constraint === undefined || isUnsafe(index, i)) break;
    if (constraint.oneOf === undefined) {
      ranges = prefixes.flatMap((prefix) => rangeOf(prefix, constraint, shapeOf(index, i)) ?? []);
      if (ranges.length < prefixes.length) ranges = null;
      break;
    }
    if (prefixes.length * constraint.oneOf.length > MAX_RANGES) break;
    prefixes = extend(prefixes, constraint.oneOf, field);
    points++;
  }
  const order = orderOf(index, points, { constraints, question });
  if (points === 0 && ranges === null && order === null) return null;
  ranges ??= prefixes.map((prefix) => ({ start: prefix, end: successor(prefix) }));
  const isSorted = order !== null && ranges.length === 1;
  const mayRepeat = index.multikey.includes(true);
  if (points === 0 && !isSorted && ranges[0]?.start.length === 4) return null;
  const isExact = index.unique && points === index.fields.length;
  ranges.sort(byStart);
  return { index, ranges, reverse: isSorted && order === -1, isSorted, mayRepeat, isExact };
}

/** Two fields through one array pair up only within an element; bounds after the first of them would lose documents. */
function isUnsafe(index: Index, position: number): boolean {
  const isSeveral = index.multikey.filter(Boolean).length > 1;
  return isSeveral && index.multikey.slice(0, position).includes(true);
}

function isPresent(constraint: Constraint | undefined): boolean {
  return constraint?.exists === true || excludesNull(constraint);
}

function shapeOf(index: Index, position: number): { direction: 1 | -1; isMultikey: boolean } {
  const field = index.fields[position] as KeyField;
  return { direction: field.direction, isMultikey: index.multikey[position] === true };
}

function extend(prefixes: Buffer[], values: readonly Value[], field: KeyField): Buffer[] {
  const components = values.map((value) => encodeComponent(value, field.direction).bytes);
  const distinct = [...new Map(components.map((bytes) => [bytes.toString("latin1"), bytes])).values()];
  return prefixes.flatMap((prefix) => distinct.map((bytes) => Buffer.concat([prefix, bytes])));
}

/** 1 or -1 where reading the index (backwards) after `points` equalities gives the sort's order; else null. */
function orderOf(
  index: Index,
  points: number,
  asked: { constraints: Map<string, Constraint>; question: Question },
): 1 | -1 | null {
  const { sort } = asked.question;
  if (sort.length === 0 || index.hasCutKeys) return null;
  const isConstant = (path: string): boolean => {
    const position = index.fields.findIndex((field) => field.path === path);
    return position >= 0 && position < points && index.multikey[position] !== true;
  };
  const wanted = sort.filter(
    (field) => !isConstant(field.path) || !isSingle(asked.constraints.get(field.path)),
  );
  const rest = index.fields.slice(points);
  let turn: 1 | -1 | null = wanted.length === 0 ? 1 : null;
  for (const [i, field] of wanted.entries()) {
    const own = rest[i];
    if (own === undefined || own.path !== field.path || index.multikey[points + i] === true) return null;
    const needed = own.direction === field.direction ? 1 : -1;
    if (turn !== null && turn !== needed) return null;
    turn = needed;
  }
  return turn;
}

/** An equality with null also finds nothing else than null and missing, which sort alike. */
function isSingle(constraint: Constraint | undefined): boolean {
  return constraint?.oneOf?.length === 1;
}

function costOf(storage: Storage, plan: Plan, question: Question): number {
  let keys = 0;
  for (const { start, end } of plan.ranges) {
    if (keys >= ESTIMATE_KEYS) break;
    keys += countOf(storage.entries.getKeys({ start, end, limit: ESTIMATE_KEYS - keys }));
  }
  const isShort = plan.isSorted && question.limit > 0;
  const sorting = question.sort.length > 0 && !plan.isSorted ? keys : 0;
  const reading = isShort ? Math.min(keys, question.limit * 4) : keys;
  // among equals the index that knows more of the query
  return reading + sorting - ((plan.ranges[0] as KeyRange).start.length - 4) / 1000;
}

function byStart(a: KeyRange, b: KeyRange): number {
  return Buffer.compare(a.start, b.start);
}
