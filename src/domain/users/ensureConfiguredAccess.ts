import { SCOPES } from "../../records/apiKey.js";
import * as users from "../../store/users.js";
import { createApiKey } from "./createApiKey.js";
import { createFirstAdmin } from "./createFirstAdmin.js";

/** Creates what the configuration asks for and is missing. Several processes may do it at once. */
export async function ensureConfiguredAccess(
  config: { firstAdmin?: { email: string; password: string } | undefined; apiKey?: string | undefined },
  now: Date,
): Promise<void> {
  const { firstAdmin, apiKey } = config;
  if (firstAdmin && (await users.count()) === 0) {
    const email = firstAdmin.email.toLowerCase();
    await createFirstAdmin({ ...firstAdmin, email, name: email.split("@")[0]! }, now).catch(
      async (error: unknown) => {
        if ((await users.count()) === 0) throw error; // another process was quicker
      },
    );
  }
  // A known secret is left as it is, also when somebody has revoked it.
  if (apiKey)
    await createApiKey(
      { name: "From the configuration", scopes: [...SCOPES], createdBy: null, secret: apiKey },
      now,
    );
}
