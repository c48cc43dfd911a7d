import type { RequestListener } from "node:http";
import { createChannels, type Channels } from "./channels/index.js";
import { ConfigError, type Config } from "./config.js";
import type { Context } from "./domain/context.js";
import { createRollupQueue } from "./domain/metrics/rollupQueue.js";
import { ensureConfiguredAccess } from "./domain/users/ensureConfiguredAccess.js";
import { createBackground } from "./lib/background.js";
import { systemClock } from "./lib/clock.js";
import { createLogger } from "./lib/logger.js";
import * as connection from "./store/connection.js";
import { endPauses } from "./store/gather.js";
import { setKey } from "./store/keyedHash.js";
import { createApp } from "./web/app.js";
import { startServer, type WebServer } from "./web/startServer.js";
import { startWorker } from "./worker/loop.js";

/** A running process of Afterword. */
export interface Afterword {
  context: Context;
  channels: Channels;
  /** Finishes requests and sends in flight, then closes everything. */
  stop(): Promise<void>;
}

/**
 * Starts what ROLE says: database, web, worker. Throws ConfigError for a fault that the operator can mend. The embedded
 * server is not synced only for a load that is thrown away unless it comes to its end.
 */
export async function startAfterword(config: Config, { isSynced = true } = {}): Promise<Afterword> {
  const logger = createLogger(config.logLevel);
  setKey(config.secret);
  const database = await openDatabase(config, isSynced);
  await connection.ensureIndexes();
  await ensureConfiguredAccess(config, systemClock.now());

  const background = createBackground(logger);
  const context: Context = { ...config, logger, background, rollups: createRollupQueue(background) };
  const channels = createChannels(config);
  const outboxChannels = [...(config.smtp ? [] : ["email"]), ...(config.twilio ? [] : ["sms"])];
  const { isEmbedded } = database;
  let isReady = true;
  const web = {
    ...context,
    ...config,
    clock: systemClock,
    channels,
    outboxChannels,
    isEmbedded,
    isReady: () => isReady,
  };
  const server = config.role === "worker" ? null : await openPort(createApp(web), config.port);
  const worker =
    config.role === "web"
      ? null
      : startWorker(context, { channels, clock: systemClock, concurrency: config.workerConcurrency });
  logger.info(
    { role: config.role, url: server && config.baseUrl, isEmbedded, outboxChannels },
    "Afterword is running",
  );

  return {
    context,
    channels,
    async stop() {
      isReady = false;
      await Promise.all([server?.close(), worker?.stop()]);
      context.rollups.flush();
      endPauses();
      await background.drain();
      await Promise.all(Object.values(channels).map((channel) => channel.close()));
      await database.close();
    },
  };
}

interface Database {
  isEmbedded: boolean;
  close(): Promise<void>;
}

/** The MongoDB of MONGODB_URI, else the embedded server in DATA_DIR, which is not even loaded otherwise. */
async function openDatabase(config: Config, isSynced: boolean): Promise<Database> {
  if (config.mongodbUri) {
    await connect(config.mongodbUri, "MONGODB_URI");
    return { isEmbedded: false, close: connection.disconnect };
  }
  const { startEmbedded } = await import("./embedded/startEmbedded.js");
  const embedded = await startEmbedded({ dataDir: config.dataDir, isSynced }).catch((error: unknown) => {
    throw new ConfigError([(error as Error).message]);
  });
  await connect(embedded.uri, "DATA_DIR");
  return {
    isEmbedded: true,
    async close() {
      await connection.disconnect();
      await embedded.stop();
    },
  };
}

async function connect(uri: string, key: string): Promise<void> {
  try {
    await connection.connect(uri);
  } catch (error) {
    throw new ConfigError([`${key}: no database answers there (${(error as Error).message.split("\n")[0]})`]);
  }
}

async function openPort(app: RequestListener, port: number): Promise<WebServer> {
  try {
    return await startServer(app, port);
  } catch (error) {
    const faults: Record<string, string> = {
      EADDRINUSE: "is in use by another program",
      EACCES: "may not be used by this account",
    };
    const fault = faults[(error as NodeJS.ErrnoException).code ?? ""];
    if (!fault) throw error;
    throw new ConfigError([`PORT: ${port} ${fault}; choose another PORT`]);
  }
}
