import { createHash } from "node:crypto";

/** What a set of documents is, in any order: two collections with the same bytes have the same text. */
export interface Fingerprint {
  add: (bytes: Uint8Array) => void;
  text: () => string;
}

/** An empty one. The hashes of all documents are combined by XOR, because servers list documents in their own order. */
export function createFingerprint(): Fingerprint {
  const sum = Buffer.alloc(32);
  let count = 0;
  return {
    add: (bytes) => {
      const hash = createHash("sha256").update(bytes).digest();
      for (let i = 0; i < sum.length; i++) sum[i]! ^= hash[i]!;
      count += 1;
    },
    text: () => `${count}:${sum.toString("hex")}`,
  };
}
