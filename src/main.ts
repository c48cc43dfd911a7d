import { startAfterword } from "./afterword.js";
import { ConfigError, readConfig, readEnvironment } from "./config.js";
import type { Logger } from "./lib/logger.js";

/** Longer than any send may take. After it a stop is forced; what was in flight is taken up when the leases run out. */
const STOP_WITHIN_MS = 55_000;

async function main(): Promise<void> {
  const afterword = await startAfterword(readConfig(readEnvironment()));
  stopOnSignals(() => afterword.stop(), afterword.context.logger);
}

function stopOnSignals(stop: () => Promise<void>, logger: Logger): void {
  let isStopping = false;
  const begin = async (signal: string) => {
    logger.info({ signal }, "stopping");
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    await stop();
    logger.info("stopped");
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      begin(signal).then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ err: error }, "the stop failed");
          process.exit(1);
        },
      );
    });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : (error as Error).stack}\n`);
  process.exit(1);
});
