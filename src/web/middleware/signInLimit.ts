import type { Request } from "express";
import { RateLimiterRes, type RateLimiterMongo } from "rate-limiter-flexible";
import { TooManyRequests } from "../../lib/errors.js";
import { networkOf } from "../../lib/networkOf.js";
import { createLimiter } from "../../store/rateLimits.js";

const MINUTE = 60;

/**
 * Tries from one address on one account, and from one address on all accounts together. Never on an account alone:
 * then a stranger could lock its owner out.
 */
const LIMITS = {
  signIn: { perAccount: 8, perAddress: 60, seconds: 15 * MINUTE },
  passwordChange: { perAccount: 8, perAddress: 60, seconds: 15 * MINUTE },
  passwordReset: { perAccount: 5, perAddress: 20, seconds: 60 * MINUTE },
  chatTest: { perAccount: 10, perAddress: 60, seconds: 15 * MINUTE },
};

type Kind = keyof typeof LIMITS;

const limiters = new Map<string, RateLimiterMongo>();

/** Counts a try before the password is looked at; throws TooManyRequests when there were too many. */
export async function countTry(req: Request, kind: Kind, account: string): Promise<void> {
  const network = networkOf(req.ip ?? "");
  try {
    await limiter(kind, "perAddress").consume(network);
    await limiter(kind, "perAccount").consume(`${account}|${network}`);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const seconds = Math.ceil(error.msBeforeNext / 1000);
    const minutes = Math.ceil(seconds / MINUTE);
    throw new TooManyRequests(
      `Too many tries. Please wait ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`,
      seconds,
    );
  }
}

/** Forgets an account's failures after a success, which does not count for the address either. */
export async function forgetTries(req: Request, kind: Kind, account: string): Promise<void> {
  const network = networkOf(req.ip ?? "");
  await limiter(kind, "perAccount").delete(`${account}|${network}`);
  await limiter(kind, "perAddress").reward(network);
}

/** Made at first use: the database is not connected yet when this file is loaded. */
function limiter(kind: Kind, scope: "perAccount" | "perAddress"): RateLimiterMongo {
  const name = `${kind}.${scope}`;
  const known = limiters.get(name) ?? createLimiter(name, LIMITS[kind][scope], LIMITS[kind].seconds);
  limiters.set(name, known);
  return known;
}
