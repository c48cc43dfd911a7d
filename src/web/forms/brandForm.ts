import { z } from "zod";
import type { BrandInput } from "../../domain/brands/saveBrand.js";
import { isColour } from "../../lib/colour.js";
import { proposeKey } from "../../lib/proposeKey.js";
import { email, line } from "./fields.js";
import { faultsOfNewKey, readFields, readTyped } from "./pageFields.js";

const MAX_URL = 500;

/** Everything of a brand but its key. */
export const brandForm: z.ZodType<Omit<BrandInput, "key">> = z.strictObject({
  name: line(60),
  logoUrl: line(MAX_URL)
    .refine(isPicture, "must be an address that begins with https://, without spaces or quotes")
    .optional(),
  colour: z
    .string("must be text")
    .trim()
    .toLowerCase()
    .refine(isColour, "must be a colour such as #1f5f8b")
    .optional(),
  from: email.optional(),
  replyTo: email.optional(),
});

/** A new brand as typed; without a key the name proposes one. */
export function readNewBrand(body: unknown): BrandInput {
  const { key: typedKey, name = "" } = readFields(body);
  const key = typedKey || proposeKey(name);
  const faults = name || typedKey ? faultsOfNewKey(key) : []; // without a name that is the only fault to tell
  return { key, ...readTyped(brandForm, typedBrand(body), faults) };
}

/** What can change of a brand. */
export function readBrand(body: unknown): Omit<BrandInput, "key"> {
  return readTyped(brandForm, typedBrand(body));
}

/** An empty field is an absent one. */
function typedBrand(body: unknown) {
  const { name = "", logoUrl, colour, from, replyTo } = readFields(body);
  return {
    name,
    ...(logoUrl && { logoUrl }),
    ...(colour && { colour }),
    ...(from && { from }),
    ...(replyTo && { replyTo }),
  };
}

/** It comes to stand in a header that lists where pictures may come from. */
function isPicture(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === "https:" && !/[\s"'<>;,]/.test(text);
}
