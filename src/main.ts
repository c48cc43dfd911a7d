import { startAfterword, type Afterword } from "./afterword.js";
import { ConfigError, readConfig, readEnvironment } from "./config.js";

/** Longer than any send may take. After it a stop is forced; what was in flight is taken up when the leases run out. */
const STOP_WITHIN_MS = 55_000;

async function main(): Promise<void> {
  const starting = startAfterword(readConfig(readEnvironment()));
  stopOnSignals(starting); // before it says that it runs: whoever reads that may stop it at once
  await starting;
}

function stopOnSignals(starting: Promise<Afterword>): void {
  let isStopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
      stop(starting, signal).then(() => process.exit(0), fail);
    });
  }
}

async function stop(starting: Promise<Afterword>, signal: string): Promise<void> {
  const afterword = await starting;
  const { logger } = afterword.context;
  logger.info({ signal }, "stopping");
  await afterword.stop();
  logger.info("stopped");
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof ConfigError ? error.message : (error as Error).stack}\n`);
  process.exit(1);
}

main().catch(fail);
