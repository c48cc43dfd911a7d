import type { Request } from "express";
import { RateLimiterMongo, RateLimiterRes } from "rate-limiter-flexible";
import { TooManyRequests } from "../../lib/errors.js";
import * as connection from "../../store/connection.js";

/** Failures by one address on one account, and by one address on any account. Shared by all processes. */
const PER_ACCOUNT = { points: 8, duration: 15 * 60 };
const PER_ADDRESS = { points: 60, duration: 15 * 60 };

let limiters: { account: RateLimiterMongo; address: RateLimiterMongo } | null = null;

function open() {
  const common = { storeClient: connection.driverClient(), dbName: connection.databaseName(), tableName: "rateLimits" };
  limiters ??= {
    account: new RateLimiterMongo({ ...common, ...PER_ACCOUNT, keyPrefix: "account" }),
    address: new RateLimiterMongo({ ...common, ...PER_ADDRESS, keyPrefix: "address" }),
  };
  return limiters;
}

/** Counts a try before the password is looked at; throws TooManyRequests when there were too many. */
export async function countTry(req: Request, account: string): Promise<void> {
  const { account: perAccount, address: perAddress } = open();
  try {
    await perAddress.consume(String(req.ip));
    await perAccount.consume(`${account}|${req.ip}`);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const seconds = Math.ceil(error.msBeforeNext / 1000);
    throw new TooManyRequests(`Too many tries. Please wait ${Math.ceil(seconds / 60)} minutes.`, seconds);
  }
}

/** Forgets an account's failures after a success. */
export async function forgetTries(req: Request, account: string): Promise<void> {
  await open().account.delete(`${account}|${req.ip}`);
}
