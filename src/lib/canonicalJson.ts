import { createHash } from "node:crypto";
import { stringify } from "safe-stable-stringify";

/** A fingerprint of a JSON value that does not depend on the order of keys. */
export function contentHash(value: unknown): string {
  return createHash("sha256")
    .update(stringify(value) ?? "")
    .digest("hex");
}
