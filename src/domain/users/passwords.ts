import { hash, verify } from "@node-rs/argon2";

/** OWASP's recommendation for argon2id: 19 MiB, two passes, one lane. The library's default algorithm is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const MIN_PASSWORD = 10;

/** The hash to store. */
export async function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

let decoy: Promise<string> | null = null;

/** Whether the password is right. Without a hash it takes as long as with one, so that nobody learns who exists. */
export async function isRightPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  const decoyHash = await (decoy ??= hashPassword("nobody has this password"));
  const isRight = await verify(passwordHash ?? decoyHash, password);
  return passwordHash !== undefined && isRight;
}
