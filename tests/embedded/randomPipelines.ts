import { Long } from "bson";
import { type Plain, Random } from "./randomOperations.js";

/** Random expressions, groups and pipelines out of the embedded server's list. */
export class RandomPipelines extends Random {
  expression(depth = 0): unknown {
    if (depth > 2 || this.chance(35))
      return this.chance(70) ? `$${this.path()}` : { $literal: this.scalar() };
    const sub = (): unknown => this.expression(depth + 1);
    return this.one<() => unknown>([
      () => ({ [this.one(["$eq", "$ne", "$gt", "$gte", "$lt", "$lte"])]: [sub(), sub()] }),
      () => ({ $cond: [sub(), sub(), sub()] }),
      () => ({ $cond: { if: sub(), then: sub(), else: sub() } }),
      () => ({ [this.one(["$and", "$or"])]: this.some(sub, 3) }),
      () => ({ $not: [sub()] }),
      () => ({ $in: [sub(), [sub(), 1, "a"]] }),
      () => ({ $ifNull: [sub(), sub()] }),
      () => ({ $switch: { branches: [{ case: sub(), then: sub() }], default: sub() } }),
      () => ({
        [this.one(["$add", "$multiply", "$subtract", "$divide"])]: [
          "$n",
          this.one<unknown>([2, 1.5, "$n", Long.fromNumber(7)]),
        ],
      }),
      () => ({ $size: { $ifNull: ["$list", []] } }),
    ])();
  }

  accumulator(): Plain {
    const name = this.one([
      "$sum",
      "$avg",
      "$min",
      "$max",
      "$push",
      "$addToSet",
      "$first",
      "$last",
      "$count",
    ]);
    if (name === "$count") return { $count: {} };
    return { [name]: this.chance(60) ? `$${this.path()}` : this.expression(1) };
  }

  group(): Plain {
    const id = this.one<() => unknown>([
      () => null,
      () => `$${this.path()}`,
      () => `$${this.path()}`,
      () => ({ x: `$${this.path()}`, y: "$s" }),
      () => this.expression(1),
    ])();
    return { $group: { _id: id, f: this.accumulator(), g: this.accumulator(), k: { $sum: 1 } } };
  }

  stage(): Plain {
    return this.one<() => Plain>([
      () => ({ $match: this.query() }),
      () => ({ $addFields: { e: this.expression(), a: this.expression() } }),
      () => ({
        $unwind: {
          path: this.one(["$a", "$b", "$a.b"]),
          preserveNullAndEmptyArrays: this.chance(50),
          ...(this.chance(30) ? { includeArrayIndex: "i" } : {}),
        },
      }),
      () => ({
        $project: this.one<Plain>([
          { a: 1, "b.c": 1 },
          { a: 0, "b.b": 0 },
          { a: 1, x: this.expression() },
          { _id: 0, s: 1, "a.b": 1 },
          { _id: 0, x: "$a.b" },
          { b: { c: 1, b: 1 } },
        ]),
      }),
      () => ({
        $lookup: {
          from: "other",
          localField: this.one(["a", "b", "n", "a.b"]),
          foreignField: this.one(["a", "n", "_id", "a.b"]),
          as: "joined",
        },
      }),
    ])();
  }

  pipeline(): Plain[] {
    const stages = this.some(() => this.stage(), 2);
    const last = this.below(10);
    if (last < 5) stages.push({ $sort: { _id: 1, i: 1, n: 1 } }, this.group());
    else if (last === 5) stages.push({ $count: "n" });
    else if (last === 6)
      stages.push({ $facet: { x: [this.group()], y: [{ $match: this.query() }, { $count: "m" }] } });
    return stages;
  }
}
