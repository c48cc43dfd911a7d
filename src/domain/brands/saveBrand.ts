import { InvalidInput } from "../../lib/errors.js";
import type { Brand } from "../../records/brand.js";
import * as brands from "../../store/brands.js";
import { forgetBrands } from "./brandOf.js";

export type BrandInput = Omit<Brand, "createdAt" | "updatedAt">;

/** Creates or replaces a brand; true when it was created. With `mustBeNew` a taken key is a fault. */
export async function saveBrand(input: BrandInput, now: Date, { mustBeNew = false } = {}): Promise<boolean> {
  const isCreated = mustBeNew
    ? await brands.insert({ ...input, createdAt: now, updatedAt: now })
    : await brands.set(input, now);
  forgetBrands();
  if (!mustBeNew || isCreated) return isCreated;
  throw new InvalidInput("This key cannot be used.", [
    { path: "key", message: `"${input.key}" is taken by another brand` },
  ]);
}
