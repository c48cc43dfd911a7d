import { InvalidInput } from "../../lib/errors.js";
import type { Touchpoint } from "../../records/touchpoint.js";
import * as brands from "../../store/brands.js";
import * as touchpoints from "../../store/touchpoints.js";
import { forgetBrands } from "../brands/brandOf.js";

/** GET /v1/touchpoints/scores is an address of its own. */
const RESERVED_KEYS = ["scores"];

/** Creates or replaces a touchpoint; true when it was created. With `mustBeNew` a taken key is a fault. */
export async function saveTouchpoint(
  input: Pick<Touchpoint, "key" | "name" | "stage" | "brand">,
  now: Date,
  { mustBeNew = false } = {},
): Promise<boolean> {
  const { key } = input;
  const refuse = (message: string) =>
    new InvalidInput("This key cannot be used.", [{ path: "key", message }]);
  if (RESERVED_KEYS.includes(key)) throw refuse(`"${key}" is reserved`);
  if (input.brand && !(await brands.find(input.brand)))
    throw new InvalidInput("The touchpoint names a brand that does not exist.", [
      { path: "brand", message: `there is no brand "${input.brand}"` },
    ]);
  if (!mustBeNew) return touchpoints.set(input, now).finally(forgetBrands);
  const isInserted = await touchpoints.insert({ ...input, createdAt: now, updatedAt: now });
  forgetBrands();
  if (!isInserted) throw refuse(`"${key}" is taken by another touchpoint`);
  return true;
}
