import mongoose from "mongoose";

mongoose.set("autoIndex", false); // built once at start by ensureIndexes, not at each first use
mongoose.set("autoCreate", false);
mongoose.set("strictQuery", "throw"); // a filter on an unknown field would match everything

const CONNECT_TIMEOUT_MS = 10_000;
const POOL_SIZE = 50; // a worker has some twenty sends in flight, each with one query at a time

/** Connects the process to its one database. Throws when no server answers within ten seconds. */
export async function connect(uri: string): Promise<void> {
  await mongoose.connect(uri, {
    serverSelectionTimeoutMS: CONNECT_TIMEOUT_MS,
    maxPoolSize: POOL_SIZE,
    writeConcern: { w: "majority", journal: true },
    // A majority write that is acknowledged must be seen by the next read, also by another process.
    readPreference: "primary",
    socketTimeoutMS: 60_000,
    retryWrites: true,
    ignoreUndefined: true, // an absent value is absent, not null
  });
}

/** Creates what is missing; an index that exists already costs one round trip. */
export async function ensureIndexes(): Promise<void> {
  for (const model of Object.values(mongoose.models)) await model.createIndexes();
}

/** Ends all connections after the operations in flight. */
export async function disconnect(): Promise<void> {
  await mongoose.disconnect();
}

/** Whether the database answers a ping now. */
export async function isReachable(): Promise<boolean> {
  try {
    return (await mongoose.connection.db?.command({ ping: 1 }))?.["ok"] === 1;
  } catch {
    return false;
  }
}

/** The driver's client, for the libraries that bring their own collections (sessions, sign-in limits). */
export function driverClient(): ReturnType<typeof mongoose.connection.getClient> {
  return mongoose.connection.getClient();
}

/** Name of the database the process is connected to. */
export function databaseName(): string {
  return mongoose.connection.name;
}
