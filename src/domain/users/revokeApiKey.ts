import type { ApiKey } from "../../records/apiKey.js";
import * as apiKeys from "../../store/apiKeys.js";

/** Ends a key at once and for ever. False when it had ended already, which is as good. */
export async function revokeApiKey(key: ApiKey, now: Date): Promise<boolean> {
  return apiKeys.setRevoked(key.id, now);
}
