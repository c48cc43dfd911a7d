import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "../src/embedded/startEmbedded.js";

/**
 * The embedded server of a test run, in a process of its own: says where it is, and ends when its parent does. Its data
 * need not outlive the machine; tests of the server itself start their own.
 */
const dataDir = mkdtempSync(join(tmpdir(), "aw-"));
const server = await startEmbedded({ dataDir, isSynced: false });
process.stdout.write(`${server.uri}\n`);
process.stdin.resume().on("end", () => {
  void server.stop().then(() => {
    rmSync(dataDir, { recursive: true, force: true });
    process.exit(0);
  });
});
