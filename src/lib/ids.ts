import { createHash, randomBytes, randomFillSync } from "node:crypto";
import { ulid } from "ulid";

/** A new id whose text order is the order of `now`, so that a list can page by id. 26 characters. */
export function newId(now: Date): string {
  return ulid(now.getTime(), random);
}

const pool = new Uint8Array(4_096);
let used = pool.length;

/** A random number from 0 up to 1, one of 256: enough for each of a ulid's letters. Asking for every byte by itself is slow. */
function random(): number {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return pool[used++]! / 256;
}

/** An unguessable secret of `bytes` random bytes (16 = 128 bits), safe in URLs and short enough for an SMS. */
export function newSecret(bytes = 16): string {
  return randomBytes(bytes).toString("base64url");
}

/** The form in which secrets of high entropy (API keys, one-time links) are stored: a leaked database opens nothing. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
