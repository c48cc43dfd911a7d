import type { Reply } from "../bson/write.js";
import { CommandError } from "../errors.js";
import { type Command, flagOption } from "./command.js";

/**
 * Runs the writes of insert, update or delete in order, each of which says how many documents it touched. A failed one
 * is noted; the others go on unless the list is ordered. `more` is read at the end.
 */
export function writeEach<T>(
  command: Command,
  writes: readonly T[],
  run: (write: T, index: number) => number,
  more: () => Record<string, unknown> = () => ({}),
): Reply {
  const isOrdered = flagOption(command.options, "ordered", true);
  const writeErrors: unknown[] = [];
  let n = 0;
  for (const [index, write] of writes.entries()) {
    try {
      n += run(write, index);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.details });
      if (isOrdered) break;
    }
  }
  return { n, ...more(), ...(writeErrors.length > 0 && { writeErrors }), ok: 1 };
}
