import { InvalidInput } from "../../lib/errors.js";
import type { Trigger } from "../../records/trigger.js";
import * as surveys from "../../store/surveys.js";
import * as touchpoints from "../../store/touchpoints.js";
import * as triggers from "../../store/triggers.js";

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
  const [touchpoint, survey] = await Promise.all([
    touchpoints.find(input.touchpoint),
    surveys.find(input.survey),
  ]);
  const fields = [];
  if (!touchpoint)
    fields.push({ path: "touchpoint", message: `there is no touchpoint "${input.touchpoint}"` });
  if (!survey) fields.push({ path: "survey", message: `there is no survey "${input.survey}"` });
  if (fields.length > 0) throw new InvalidInput("The trigger names something that does not exist.", fields);
  if (!mustBeNew) return triggers.set(input, now);
  const isInserted = await triggers.insert({ ...input, createdAt: now, updatedAt: now });
  const taken = { path: "key", message: `"${input.key}" is taken by another trigger` };
  if (!isInserted) throw new InvalidInput("This key cannot be used.", [taken]);
  return true;
}
