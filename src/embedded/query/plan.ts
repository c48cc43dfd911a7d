import type { Doc, Value } from "../bson/value.js";
import { type Collection, recordKey } from "../storage/catalog.js";
import { encodeComponent } from "../storage/encodeKey.js";
import type { Storage } from "../storage/openStorage.js";
import type { Index } from "../storage/toIndex.js";
import { type Constraint, constraintsOf, impliesFilter, isPresent } from "./constraints.js";
import type { KeyField } from "./keyField.js";
import { type KeyRange, rangeOf } from "./keyRange.js";

/** How to find the candidates: ranges of one index, read forwards or backwards. The query is tested again on each. */
export interface Plan {
  index: Index;
  ranges: KeyRange[];
  reverse: boolean;
  /** Whether the candidates come in the order of the sort. */
  isSorted: boolean;
  /** Whether it finds at most one document per range. */
  isExact: boolean;
}

/** What is asked: query, sort (perhaps empty) and, for choosing, the largest number of documents wanted (0: all). */
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
  const plans = collection.indexes.flatMap((index) => planWith(index, constraints, question.sort) ?? []);
  const exact = plans.find((plan) => plan.isExact);
  if (plans.length <= 1 || exact !== undefined) return exact ?? plans[0] ?? null;
  const costs = plans.map((plan) => costOf(storage, plan, question));
  return plans[costs.indexOf(Math.min(...costs))] as Plan;
}

function planWith(
  index: Index,
  constraints: Map<string, Constraint>,
  sort: readonly KeyField[],
): Plan | null {
  if (index.partial !== undefined && !impliesFilter(constraints, index.partial.filter)) return null;
  if (index.sparse && !index.fields.some((field) => isPresent(constraints.get(field.path)))) return null;
  let prefixes = [recordKey(index.id)];
  let points = 0;
  let constraint = constraints.get(index.fields[0]?.path ?? "");
  while (constraint?.oneOf !== undefined && prefixes.length * constraint.oneOf.length <= MAX_RANGES) {
    prefixes = extend(prefixes, constraint.oneOf, index.fields[points] as KeyField);
    constraint = constraints.get(index.fields[++points]?.path ?? "");
  }
  const direction = index.fields[points]?.direction;
  const ranges = prefixes.map((prefix) => rangeOf(prefix, constraint, direction));
  const order = ranges.length === 1 ? orderOf(index, points, sort) : null;
  const isNarrowed = points > 0 || constraint?.low !== undefined || constraint?.high !== undefined;
  if (!isNarrowed && order === null) return null;
  ranges.sort((a, b) => Buffer.compare(a.start, b.start));
  const isExact = index.unique && points === index.fields.length;
  return { index, ranges, reverse: order === -1, isSorted: order !== null, isExact };
}

function extend(prefixes: Buffer[], values: readonly Value[], field: KeyField): Buffer[] {
  const components = values.map((value) => encodeComponent(value, field.direction).bytes);
  const distinct = [...new Map(components.map((bytes) => [bytes.toString("latin1"), bytes])).values()];
  return prefixes.flatMap((prefix) => distinct.map((bytes) => Buffer.concat([prefix, bytes])));
}

/** 1 or -1 where reading the index (backwards), whose first `points` fields are constant, gives the order; else null. */
function orderOf(index: Index, points: number, sort: readonly KeyField[]): 1 | -1 | null {
  if (sort.length === 0 || index.hasCutKeys) return null;
  const constant = new Set(index.fields.slice(0, points).map((field) => field.path));
  const wanted = sort.filter((field) => !constant.has(field.path));
  const turns = wanted.map(({ path, direction }, i) => {
    const own = index.fields[points + i];
    return own?.path === path ? own.direction * direction : 0;
  });
  const turn = turns[0] ?? 1;
  return turn !== 0 && turns.every((other) => other === turn) ? (turn as 1 | -1) : null;
}

function costOf(storage: Storage, plan: Plan, question: Question): number {
  let keys = 0;
  for (const { start, end } of plan.ranges) {
    if (keys >= ESTIMATE_KEYS) break;
    keys += [...storage.entries.getKeys({ start, end, limit: ESTIMATE_KEYS - keys })].length;
  }
  const isShort = plan.isSorted && question.limit > 0;
  const sorting = question.sort.length > 0 && !plan.isSorted ? keys : 0;
  const reading = isShort ? Math.min(keys, question.limit * 4) : keys;
  // among equals the index that knows more of the query
  return reading + sorting - (plan.ranges[0]?.start.length ?? 0) / 1000;
}
