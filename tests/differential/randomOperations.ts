import { Double, Long, ObjectId } from "bson";

/** A document or an operation as the driver takes it. */
export type Plain = Record<string, unknown>;

/** Fields that indexes and queries use: never arrays, which the embedded server refuses there. */
const PATHS = ["a", "b", "c", "d.b", "d.c", "n", "s"] as const;

/** Makes random documents and operations out of the embedded server's list; the same seed gives the same ones. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A whole number from 0 to below `n` (mulberry32). */
  below(n: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * n);
  }

  one<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  some<T>(make: () => T, most: number, least = 0): T[] {
    return Array.from({ length: least + this.below(most - least + 1) }, make);
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  scalar(): unknown {
    return this.one([
      () => this.below(5) - 1,
      () => this.below(5) - 1,
      () => this.one([1.5, -0.5, 2.25]),
      () => new Double(this.below(3)),
      () => Long.fromNumber(this.below(4)),
      () => this.one(["", "a", "b", "ab", "B", "a.b", "é", "1", "\u{1d11e}", "\uff5e"]),
      () => this.one(["a", "b"]),
      () => null,
      () => this.chance(50),
      () => new Date(1_700_000_000_000 + this.below(3) * 86_400_000),
      () => new ObjectId(`65000000000000000000000${this.below(3)}`),
    ])();
  }

  /** A scalar, or documents of them. */
  value(depth = 0): unknown {
    return depth < 2 && this.chance(20) ? this.doc(["b", "c"], depth + 1) : this.scalar();
  }

  doc(names: readonly string[], depth = 0): Plain {
    const out: Plain = {};
    for (const name of names) if (this.chance(75)) out[name] = this.value(depth);
    return out;
  }

  document(id: number): Plain {
    const fields = { ...this.doc(["a", "b", "c", "d"]), n: this.below(10), s: this.one(["p", "q", "r"]) };
    return { _id: id, ...fields, list: this.some(() => this.value(1), 3) };
  }

  /** What a range may begin or end with: null has no order of its own. */
  bound(): unknown {
    const value = this.scalar();
    return value === null ? 1 : value;
  }

  operators(): Plain {
    const name = this.one([
      "$eq",
      "$ne",
      "$in",
      "$nin",
      "$exists",
      "$not",
      "$regex",
      "range",
      "range",
      "ranges",
    ]);
    switch (name) {
      case "$in":
      case "$nin":
        return { [name]: this.some(() => this.scalar(), 4) };
      case "$exists":
        return { $exists: this.chance(50) };
      case "$not":
        return { $not: { $lte: this.bound() } };
      case "$regex":
        return { $regex: this.one(["^a", "^", "^a\\.b", "^B"]), $options: this.one(["", "i"]) };
      case "range":
        return { [this.one(["$gt", "$gte", "$lt", "$lte"])]: this.bound() };
      case "ranges":
        return { [this.one(["$gt", "$gte"])]: this.bound(), [this.one(["$lt", "$lte"])]: this.bound() };
      default:
        return { [name]: this.value(1) };
    }
  }

  query(depth = 0): Plain {
    const out: Plain = {};
    for (let i = 0; i < 1 + this.below(2); i++) {
      out[this.one(PATHS)] = this.chance(40) ? this.value(1) : this.operators();
    }
    // a condition on a list looks at its elements, or at the list where it asks whether it is there
    if (this.chance(10)) out["list"] = this.chance(50) ? this.scalar() : this.operators();
    if (this.chance(5)) out[`list.${this.below(3)}`] = { $exists: this.chance(50) };
    if (depth < 2 && this.chance(20)) {
      out[this.one(["$and", "$or"])] = this.some(() => this.query(depth + 1), 3, 1);
    }
    return out;
  }

  projection(): Plain {
    return this.one<Plain>([{}, {}, { a: 1 }, { _id: 1 }, { _id: 0, s: 1, d: 1 }, { list: 1, c: 1, n: 1 }]);
  }

  sort(): Record<string, 1 | -1> {
    const out: Record<string, 1 | -1> = {};
    for (let i = 0; i < 1 + this.below(2); i++) out[this.one(PATHS)] = this.one([1, -1]);
    return { ...out, _id: 1 };
  }

  index(): { key: Plain; options: Plain } {
    const key: Plain = {};
    for (let i = 0; i < 1 + this.below(3); i++) key[this.one(PATHS)] = this.one([1, -1]);
    const options = this.one<Plain>([
      {},
      {},
      {},
      { sparse: true },
      { partialFilterExpression: { n: 3 } },
      { partialFilterExpression: { s: "p" } },
    ]);
    return { key, options };
  }

  group(): Plain {
    const id = this.one<() => unknown>([
      () => 1,
      () => null,
      () => `$${this.one(["a", "b", "s", "list"])}`,
      () => ({ x: `$${this.one(["a", "b", "s"])}` }),
      () => ({ x: `$${this.one(["a", "c", "list"])}`, y: "$s", z: "$n" }),
    ])();
    return { $group: { _id: id, ...(this.chance(70) && { k: { $sum: 1 } }) } };
  }

  pipeline(): Plain[] {
    return this.chance(80) ? [{ $match: this.query() }, this.group()] : [this.group()];
  }

  update(): Plain {
    const out: Record<string, Plain> = {};
    for (let i = 0; i < 1 + this.below(3); i++) {
      const [operator, path, operand] = this.updateOperator();
      out[operator] = { ...out[operator], [path]: operand };
    }
    return out;
  }

  private updateOperator(): [string, string, unknown] {
    const operator = this.one(["$set", "$set", "$unset", "$inc", "$min", "$max", "$setOnInsert", "$push"]);
    const path = this.one(["a", "b", "c", "d", "n", "x", "y", "a.b", "d.e", "x.y.z"]);
    switch (operator) {
      case "$set":
        return [operator, this.chance(20) ? "list.0" : path, this.value(1)];
      case "$unset":
        return [operator, path, ""];
      case "$inc":
        return [
          operator,
          path,
          this.one<unknown>([1, -2, 1.5, new Double(2), Long.fromNumber(3), 2147483647]),
        ];
      case "$push":
        return [operator, this.one(["list", "list", "list", "s", "new"]), this.pushed()];
      default:
        return [operator, path, this.value(1)];
    }
  }

  private pushed(): unknown {
    if (this.chance(40)) return this.value(1);
    const $each = this.some(() => this.value(1), 3);
    return this.chance(50) ? { $each, $slice: -1 - this.below(3) } : { $each };
  }
}
