import type { RequestHandler } from "express";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { NotAllowed, NotSignedIn, TooManyRequests } from "../../lib/errors.js";
import { hashSecret } from "../../lib/ids.js";
import type { Scope } from "../../records/apiKey.js";
import * as apiKeys from "../../store/apiKeys.js";
import type { WebContext } from "../webContext.js";

const NOTE_USE_EVERY_MS = 60_000;

/**
 * Lets a request in whose key has the scope. The limit is counted in each web process by itself: it protects the
 * process, and a shared counter would cost a write per request.
 */
export function requireApiKey(context: WebContext): (scope: Scope) => RequestHandler {
  const limiter = new RateLimiterMemory({ points: context.apiRequestsPerMinute, duration: 60 });
  const lastNoted = new Map<string, number>();

  return (scope) => async (req, res, next) => {
    const [, secret] = req.get("authorization")?.match(/^Bearer +(\S+)$/i) ?? [];
    if (!secret) throw new NotSignedIn('Send your API key in the header "Authorization: Bearer <key>".');
    const key = await apiKeys.findByHash(hashSecret(secret));
    if (!key) throw new NotSignedIn("This API key is unknown or revoked.");
    await consume(limiter, key.id);
    if (!key.scopes.includes(scope)) throw new NotAllowed(`This API key lacks the scope "${scope}".`);
    res.locals["apiKeyName"] = key.name;
    const now = context.clock.now();
    if (now.getTime() - (lastNoted.get(key.id) ?? 0) > NOTE_USE_EVERY_MS) {
      lastNoted.set(key.id, now.getTime());
      context.background.run("noteKeyUse", () => apiKeys.setUsed(key.id, now));
    }
    next();
  };
}

async function consume(limiter: RateLimiterMemory, id: string): Promise<void> {
  try {
    await limiter.consume(id);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new TooManyRequests("Too many requests with this key.", Math.ceil(error.msBeforeNext / 1000));
  }
}
