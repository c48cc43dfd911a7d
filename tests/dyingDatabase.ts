import mongoose from "mongoose";

const WRITES = [
  "insertOne",
  "insertMany",
  "updateOne",
  "updateMany",
  "replaceOne",
  "bulkWrite",
  "deleteOne",
  "deleteMany",
  "findOneAndUpdate",
] as const;

const READS = ["find", "findOne", "aggregate", "countDocuments"] as const;

/** For the database it looks the same whether the process is dead or all it does fails. */
export interface DyingDatabase {
  /** From now on the process lives for so many writes more; then nothing it does reaches the database. */
  dieAfter(writes: number): void;
  /** The process is started anew. Returns whether it had died. */
  revive(): boolean;
  /** How many writes are left to it. */
  writesLeft(): number;
  restore(): void;
}

/** Stands between the product and the driver, and cuts the connection at a chosen write. */
export function makeDatabaseMortal(): DyingDatabase {
  const prototype = mongoose.mongo.Collection.prototype as unknown as Record<
    string,
    (...args: unknown[]) => unknown
  >;
  const originals = new Map([...WRITES, ...READS].map((name) => [name as string, prototype[name]!]));
  let left = Infinity;
  for (const [name, original] of originals) {
    const isWrite = (WRITES as readonly string[]).includes(name);
    prototype[name] = function (this: unknown, ...args: unknown[]) {
      if (left <= 0) throw new Error("the process has died");
      if (isWrite) left -= 1;
      return original.apply(this, args);
    };
  }
  return {
    dieAfter(writes) {
      left = writes;
    },
    revive() {
      const hasDied = left <= 0;
      left = Infinity;
      return hasDied;
    },
    writesLeft: () => left,
    restore() {
      for (const [name, original] of originals) prototype[name] = original;
    },
  };
}
