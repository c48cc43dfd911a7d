import type { Logger } from "./logger.js";

/** Works on one after the other; one that fails is logged by its id and holds up no other. */
export async function eachOrLog<T extends { id: string }>(
  logger: Logger,
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
  complaint: string,
): Promise<void> {
  for (const item of items)
    await work(item).catch((error: unknown) => logger.error({ err: error, id: item.id }, complaint));
}
