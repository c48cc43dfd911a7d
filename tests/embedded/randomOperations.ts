import { Double, Long, ObjectId } from "bson";

/** A document or an operation as the driver takes it. */
export type Plain = Record<string, unknown>;

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
      () => this.one(["", "a", "b", "ab", "B", "a.b", "é", "1"]),
      () => this.one(["a", "b"]),
      () => null,
      () => this.chance(50),
      () => new Date(1_700_000_000_000 + this.below(3) * 86_400_000),
      () => new ObjectId(`65000000000000000000000${this.below(3)}`),
    ])();
  }

  value(depth = 0): unknown {
    const kind = this.below(depth > 1 ? 6 : 10);
    if (kind < 6) return this.scalar();
    if (kind < 8) return this.some(() => this.value(depth + 1), 3);
    return this.doc(["b", "c"], depth + 1);
  }

  doc(names: readonly string[], depth = 0): Plain {
    const out: Plain = {};
    for (const name of names) if (this.chance(75)) out[name] = this.value(depth);
    return out;
  }

  document(id: number): Plain {
    return { _id: id, ...this.doc(["a", "b", "c", "d"]), n: this.below(10), s: this.one(["p", "q", "r"]) };
  }

  path(): string {
    return this.one(["a", "b", "c", "d", "a.b", "a.c", "b.b", "b.c", "c.b.c", "n", "s"]);
  }

  operators(path: string, depth = 0): Plain {
    const name = this.one([
      "$eq",
      "$ne",
      "$gt",
      "$gte",
      "$lt",
      "$lte",
      "$in",
      "$nin",
      "$exists",
      "$size",
      "$not",
      "$elemMatch",
      "$regex",
      "$range",
    ]);
    switch (name) {
      case "$in":
      case "$nin":
        return { [name]: this.some(() => this.value(1), 4) };
      case "$exists":
        return { $exists: this.chance(50) };
      case "$size":
        return { $size: this.below(3) };
      case "$not":
        return depth > 0 ? { $eq: this.scalar() } : { $not: this.operators(path, 1) };
      case "$elemMatch":
        if (this.chance(50)) return { $elemMatch: this.query(1, ["b", "c"]) };
        if (this.chance(50)) return { $elemMatch: { $in: this.some(() => this.scalar(), 3) } };
        return { $elemMatch: { $gte: this.scalar(), $lt: this.scalar() } };
      case "$regex":
        return {
          $regex: this.one(["^a", "b$", "^a.b$", "[ab]", "a|B", "^$"]),
          $options: this.one(["", "i"]),
        };
      case "$range":
        return { $gte: this.scalar(), $lte: this.scalar() };
      default:
        return { [name]: this.value(1) };
    }
  }

  query(depth = 0, names?: readonly string[]): Plain {
    const out: Plain = {};
    for (let i = 0; i < 1 + this.below(2); i++) {
      const path = names === undefined ? this.path() : this.one(names);
      out[path] = this.chance(40) ? this.value(1) : this.operators(path, depth);
    }
    if (depth < 2 && this.chance(15)) {
      out[this.one(["$and", "$or", "$nor"])] = this.some(() => this.query(depth + 1, names), 2, 1);
    }
    return out;
  }

  projection(): Plain {
    return this.one<Plain>([
      {},
      {},
      { a: 1 },
      { a: 0, "b.b": 0 },
      { _id: 0, "b.c": 1, s: 1 },
      { "c.b.c": 1, a: true },
      { _id: 0 },
    ]);
  }

  sort(): Plain {
    const out: Plain = {};
    for (let i = 0; i < 1 + this.below(2); i++) out[this.path()] = this.one([1, -1]);
    return { ...out, _id: 1 };
  }

  index(): { key: Plain; options: Plain } {
    const key: Plain = {};
    for (let i = 0; i < 1 + this.below(3); i++) key[this.path()] = this.one([1, -1]);
    const options = this.one<Plain>([
      {},
      {},
      {},
      { sparse: true },
      { partialFilterExpression: { n: { $gte: 3 } } },
      { partialFilterExpression: { s: "p" } },
    ]);
    return { key, options };
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
    const path = this.chance(80)
      ? this.one(["a", "b", "c", "d", "n", "x", "y"])
      : this.one(["a.b", "d.e", "x.y.z", "b.1", "a.0.b"]);
    const operator = this.one([
      "$set",
      "$set",
      "$unset",
      "$inc",
      "$min",
      "$max",
      "$setOnInsert",
      "$push",
      "$addToSet",
      "$pull",
      "$rename",
    ]);
    switch (operator) {
      case "$unset":
        return [operator, path, ""];
      case "$inc":
        return [
          operator,
          path,
          this.one<unknown>([1, -2, 1.5, new Double(2), Long.fromNumber(3), 2147483647]),
        ];
      case "$push":
        return [operator, path, this.chance(40) ? this.value(1) : this.pushModifiers()];
      case "$addToSet":
        return [
          operator,
          path,
          this.chance(50) ? this.value(1) : { $each: this.some(() => this.value(1), 3) },
        ];
      case "$pull":
        return [
          operator,
          path,
          this.one<() => unknown>([
            () => this.value(1),
            () => ({ $gte: this.scalar() }),
            () => ({ $in: this.some(() => this.scalar(), 3) }),
            () => this.query(2, ["b", "c"]),
          ])(),
        ];
      case "$rename":
        return [operator, this.one(["a", "b", "c", "a.b"]), this.one(["x", "y", "d", "x.y"])];
      default:
        return [operator, path, this.value(1)];
    }
  }

  private pushModifiers(): Plain {
    const out: Plain = { $each: this.some(() => this.value(1), 3) };
    if (this.chance(50)) out.$slice = this.below(7) - 3;
    if (this.chance(50)) out.$sort = this.one<unknown>([1, -1, { b: 1 }, { c: -1, b: 1 }]);
    return out;
  }
}
