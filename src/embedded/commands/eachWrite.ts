import { toDoc, type Writable, type WritableDoc } from "../bson/write.js";
import { CommandError } from "../errors.js";

/** What a list of writes came to: how many documents, and which of the writes failed. */
export interface WriteOutcome {
  n: number;
  errors: WritableDoc[];
}

/** Runs the writes in order. A failed one is noted; the others go on unless the list is ordered. */
export function eachWrite<T>(
  writes: readonly T[],
  isOrdered: boolean,
  run: (write: T, index: number) => number,
): WriteOutcome {
  const outcome: WriteOutcome = { n: 0, errors: [] };
  for (const [index, write] of writes.entries()) {
    try {
      outcome.n += run(write, index);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      outcome.errors.push(toDoc({ index, code: error.code, errmsg: error.message, ...error.details }));
      if (isOrdered) break;
    }
  }
  return outcome;
}

/** The reply of insert, update and delete. */
export function writeReplyOf(outcome: WriteOutcome, more: Record<string, Writable> = {}): WritableDoc {
  const errors = outcome.errors.length === 0 ? {} : { writeErrors: outcome.errors };
  return toDoc({ n: outcome.n, ...more, ...errors, ok: 1 });
}
