import { InvalidInput } from "../../lib/errors.js";
import type { Touchpoint } from "../../records/touchpoint.js";
import * as touchpoints from "../../store/touchpoints.js";

/** GET /v1/touchpoints/scores is an address of its own. */
const RESERVED_KEYS = ["scores"];

/** Creates or replaces a touchpoint; true when it was created. */
export async function saveTouchpoint(input: Pick<Touchpoint, "key" | "name" | "stage">, now: Date): Promise<boolean> {
  if (RESERVED_KEYS.includes(input.key)) {
    throw new InvalidInput("This key cannot be used.", [{ path: "key", message: `"${input.key}" is reserved` }]);
  }
  return touchpoints.set(input, now);
}
