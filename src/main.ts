import type { RequestListener } from "node:http";
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
import { startServer, type WebServer } from "./web/startServer.js";
import { startWorker } from "./worker/loop.js";

/** Longer than any send may take. After it a stop is forced; what was in flight is taken up when the leases run out. */
const STOP_WITHIN_MS = 55_000;

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
  const server = config.role === "worker" ? null : await openPort(createApp(web), config.port);
  const worker =
    config.role === "web"
      ? null
      : startWorker(context, { channels, clock: systemClock, concurrency: config.workerConcurrency });
  logger.info({ role: config.role, url: server && config.baseUrl, outboxChannels }, "Afterword is running");

  const stop = async (signal: string) => {
    logger.info({ signal }, "stopping");
    isReady = false;
    const forced = setTimeout(() => process.exit(1), STOP_WITHIN_MS);
    await Promise.all([server?.close(), worker?.stop()]);
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
  if (!config.mongodbUri)
    throw new ConfigError(["MONGODB_URI: is required, for example mongodb://127.0.0.1:27017/afterword"]);
  try {
    await connection.connect(config.mongodbUri);
  } catch (error) {
    throw new ConfigError([
      `MONGODB_URI: no database answers there (${(error as Error).message.split("\n")[0]})`,
    ]);
  }
}

async function openPort(app: RequestListener, port: number): Promise<WebServer> {
  try {
    return await startServer(app, port);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const fault = { EADDRINUSE: "is in use by another program", EACCES: "may not be used by this account" }[
      code ?? ""
    ];
    if (!fault) throw error;
    throw new ConfigError([`PORT: ${port} ${fault}; choose another PORT`]);
  }
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
