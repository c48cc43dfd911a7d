import type { Request } from "express";
import { RateLimiterRes, type RateLimiterMongo } from "rate-limiter-flexible";
import { networkOf } from "../../lib/networkOf.js";
import { createLimiter } from "../../store/rateLimits.js";

/**
 * Answers without invitation from one network at one collector. A busy kiosk takes six a minute, a shop with several
 * of them shares one address; a script that would fill the database does not get far.
 */
const LIMITS = {
  minute: { points: 60, seconds: 60 },
  day: { points: 3_000, seconds: 24 * 60 * 60 },
};

const limiters = new Map<string, RateLimiterMongo>();

/** Counts an answer; the seconds to wait when there were too many, else null. */
export async function countAnswer(req: Request, collector: string): Promise<number | null> {
  const key = `${collector}|${networkOf(req.ip ?? "")}`;
  try {
    await limiter("minute").consume(key);
    await limiter("day").consume(key);
    return null;
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    return Math.ceil(error.msBeforeNext / 1000);
  }
}

/** Made at first use: the database is not connected yet when this file is loaded. */
function limiter(span: keyof typeof LIMITS): RateLimiterMongo {
  const { points, seconds } = LIMITS[span];
  const known = limiters.get(span) ?? createLimiter(`answers.${span}`, points, seconds);
  limiters.set(span, known);
  return known;
}
