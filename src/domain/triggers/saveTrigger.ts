import { InvalidInput } from "../../lib/errors.js";
import type { Trigger } from "../../records/trigger.js";
import * as triggers from "../../store/triggers.js";
import { requireNamed } from "../touchpoints/requireNamed.js";

export type TriggerInput = Omit<Trigger, "createdAt" | "updatedAt">;

/**
 * Creates or replaces a trigger; true when it was created. With `mustBeNew` a taken key is a fault. What is
 * planned already keeps what it was planned with.
 */
export async function saveTrigger(
  input: TriggerInput,
  now: Date,
  { mustBeNew = false } = {},
): Promise<boolean> {
  await requireNamed("trigger", input);
  if (!mustBeNew) return triggers.set(input, now);
  const isInserted = await triggers.insert({ ...input, createdAt: now, updatedAt: now });
  const taken = { path: "key", message: `"${input.key}" is taken by another trigger` };
  if (!isInserted) throw new InvalidInput("This key cannot be used.", [taken]);
  return true;
}
