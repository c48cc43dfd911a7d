import { hashSecret, newId, newSecret } from "../../lib/ids.js";
import type { ApiKey, Scope } from "../../records/apiKey.js";
import * as apiKeys from "../../store/apiKeys.js";

const PREFIX = "aw_";
const SHOWN_CHARACTERS = 8;

/** A new key and its secret, which is never to be seen again. */
export async function createApiKey(
  input: { name: string; scopes: Scope[]; createdBy: string | null; secret?: string },
  now: Date,
): Promise<{ key: ApiKey; secret: string }> {
  const secret = input.secret ?? `${PREFIX}${newSecret(24)}`;
  const key: ApiKey = {
    id: newId(now),
    name: input.name,
    prefix: secret.slice(0, SHOWN_CHARACTERS),
    hash: hashSecret(secret),
    scopes: input.scopes,
    createdBy: input.createdBy,
    createdAt: now,
  };
  await apiKeys.insert(key);
  return { key, secret };
}
