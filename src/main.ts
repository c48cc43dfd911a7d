import { createServer, type Server } from "node:http";
import { createChannels } from "./channels/index.js";
import { ConfigError, readConfig, readEnvironment, type Config } from "./config.js";
import type { Context } from "./domain/context.js";
import { createRollupQueue } from "./domain/metrics/rollupQueue.js";
import { ensureConfiguredAccess } from "./domain/users/ensureConfiguredAccess.js";
import { createBackground } from "./lib/background.js";
import { systemClock } from "./lib/clock.js";
import { createLogger, type Logger } from "./lib/logger.js";
import * as connection from "./store/connection.js";
import { createApp } from "./web/app.js";
import { startWorker } from "./worker/loop.js";

/** After this long a stop is forced: what was in flight is taken up again when the leases run out. */
const STOP_WITHIN_MS = 30_000;

async function start(): Promise<void> {
  const config = readConfig(readEnvironment());
  const logger = createLogger(config.logLevel);
  await openDatabase(config);
  await connection.ensureIndexes();
  await ensureConfiguredAccess(config, systemClock.now());

  const background = createBackground(logger);
  const context: Context = { ...config, logger, background, rollups: createRollupQueue(background) };
  const channels = createChannels(config);
  const outboxChannels = [...(config.smtp ? [] : ["email"]), ...(config.twilio ? [] : ["sms"])];
  let isReady = true;
  const web = { ...context, ...config, clock: systemClock, channels, outboxChannels, isReady: () => isReady };
  const server = config.role === "worker" ? null : await listen(createServer(createApp(web)), config.port);
  const worker =
    config.role === "web"
      ? null
      : startWorker(context, { channels, clock: systemClock, concurrency: config.workerConcurrency });
  logger.info({ role: config.role, url: server && config.baseUrl, outboxChannels }, "Afterword is running");

  const stop = async (signal: string) => {
    logger.info({ signal }, "stopping");
    isReady = false;
    const forced = setTimeout(() => process.exit(1), STOP_WITHIN_MS);
    await Promise.all([server && close(server), worker?.stop()]);
    context.rollups.flush();
    await background.drain();
    await Promise.all(Object.values(channels).map((channel) => channel.close()));
    await connection.disconnect();
    clearTimeout(forced);
    logger.info("stopped");
  };
  stopOnSignals(stop, logger);
}

async function openDatabase(config: Config): Promise<void> {
  if (!config.mongodbUri) throw new ConfigError(["MONGODB_URI: is required, for example mongodb://127.0.0.1:27017/afterword"]);
  try {
    await connection.connect(config.mongodbUri);
  } catch (error) {
    throw new ConfigError([`MONGODB_URI: no database answers there (${(error as Error).message.split("\n")[0]})`]);
  }
}

function listen(server: Server, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === "EADDRINUSE";
      reject(isTaken ? new ConfigError([`PORT: ${port} is in use by another program; choose another PORT or stop that program`]) : error);
    });
    server.listen(port, () => resolve(server));
  });
}

/** No new connections; requests in flight are answered, idle connections closed. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

function stopOnSignals(stop: (signal: string) => Promise<void>, logger: Logger): void {
  let stopping: Promise<void> | null = null;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      stopping ??= stop(signal).then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ err: error }, "the stop failed");
          process.exit(1);
        },
      );
    });
  }
}

start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : (error as Error).stack}\n`);
  process.exit(1);
});
