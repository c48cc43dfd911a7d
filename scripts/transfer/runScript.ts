import { parseArgs } from "node:util";
import { readConfig, readEnvironment } from "../../src/config.js";
import { TransferError } from "./transferError.js";

/** What a transfer script is called with. */
export interface Call {
  /** The one argument: an address or a file. */
  argument: string;
  over: boolean;
  dataDir: string;
  say: (line: string) => void;
}

/** Runs a script: reads the command line and the configuration, tells of a fault in a sentence, sets the exit code. */
export async function runScript(usage: string, run: (call: Call) => Promise<boolean>): Promise<void> {
  try {
    const { argument, over } = readArguments(usage);
    const { dataDir } = readConfig(readEnvironment());
    const isDone = await run({ argument, over, dataDir, say: (line) => console.log(line) });
    process.exitCode = isDone ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

function readArguments(usage: string): { argument: string; over: boolean } {
  try {
    const { values, positionals } = parseArgs({
      options: { over: { type: "boolean" } },
      allowPositionals: true,
    });
    if (positionals.length === 1) return { argument: positionals[0]!, over: values.over ?? false };
  } catch {
    // an unknown option: the usage says which there are
  }
  throw new TransferError(`Call it as: ${usage}`);
}
