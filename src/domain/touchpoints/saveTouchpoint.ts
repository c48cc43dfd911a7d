import { InvalidInput } from "../../lib/errors.js";
import type { Touchpoint } from "../../records/touchpoint.js";
import * as touchpoints from "../../store/touchpoints.js";

/** GET /v1/touchpoints/scores is an address of its own. */
const RESERVED_KEYS = ["scores"];

/** Creates or replaces a touchpoint; true when it was created. With `mustBeNew` a taken key is a fault. */
export async function saveTouchpoint(
  input: Pick<Touchpoint, "key" | "name" | "stage">,
  now: Date,
  { mustBeNew = false } = {},
): Promise<boolean> {
  const { key } = input;
  const refuse = (message: string) =>
    new InvalidInput("This key cannot be used.", [{ path: "key", message }]);
  if (RESERVED_KEYS.includes(key)) throw refuse(`"${key}" is reserved`);
  if (!mustBeNew) return touchpoints.set(input, now);
  const isInserted = await touchpoints.insert({ ...input, createdAt: now, updatedAt: now });
  if (!isInserted) throw refuse(`"${key}" is taken by another touchpoint`);
  return true;
}
