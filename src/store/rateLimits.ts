import { model, Schema } from "mongoose";
import { RateLimiterMongo } from "rate-limiter-flexible";
import * as connection from "./connection.js";

const COLLECTION = "rateLimits";

const schema = new Schema(
  { key: String, points: Number, expire: Date },
  { collection: COLLECTION, versionKey: false },
);
// The library would create these beside its first counts, and two counters of one key at once would prevent it for good.
schema.index({ key: 1 }, { unique: true }); // read on every try
schema.index({ expire: 1 }, { expireAfterSeconds: 0 }); // what is over removes itself

model("RateLimit", schema);

/** Counts up to `points` per key in `seconds`, shared by all processes. The real time counts, not the Clock. */
export function createLimiter(name: string, points: number, seconds: number): RateLimiterMongo {
  return new RateLimiterMongo({
    storeClient: connection.driverClient(),
    dbName: connection.databaseName(),
    tableName: COLLECTION,
    keyPrefix: name,
    points,
    duration: seconds,
    disableIndexesCreation: true,
  });
}
