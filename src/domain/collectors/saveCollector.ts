import { InvalidInput } from "../../lib/errors.js";
import { newSecret } from "../../lib/ids.js";
import type { Collector } from "../../records/collector.js";
import * as collectors from "../../store/collectors.js";
import { requireNamed } from "../touchpoints/requireNamed.js";

export type CollectorInput = Omit<Collector, "token" | "isActive" | "createdAt" | "updatedAt"> & {
  /** Absent: a new one is active, another one stays as it is. */
  isActive?: boolean;
};

/**
 * Creates or replaces a collector; true when it was created. With `mustBeNew` a taken key is a fault. Its address
 * stays the same for ever: it hangs on walls and stands in other people's pages.
 */
export async function saveCollector(
  input: CollectorInput,
  now: Date,
  { mustBeNew = false } = {},
): Promise<boolean> {
  await requireNamed("collector", input);
  const token = newSecret();
  if (!mustBeNew) return collectors.set({ ...input, token }, now);
  const isInserted = await collectors.insert({
    isActive: true,
    ...input,
    token,
    createdAt: now,
    updatedAt: now,
  });
  const taken = { path: "key", message: `"${input.key}" is taken by another one` };
  if (!isInserted) throw new InvalidInput("This key cannot be used.", [taken]);
  return true;
}
