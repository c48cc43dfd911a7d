import { restoreBackup } from "./transfer/restoreBackup.js";
import { runScript } from "./transfer/runScript.js";

/** Restores a backup into the embedded server in DATA_DIR; see transfer/restoreBackup.ts. */
await runScript("npm run restore -- <file> [--over]", async ({ argument: file, dataDir, over, say }) => {
  const { madeAt, collections } = await restoreBackup({ dataDir, file, over, say });
  const documents = collections.reduce((sum, { count }) => sum + count, 0);
  say(`\n${documents} documents of ${collections.length} collections are in ${dataDir}, as of ${madeAt}.`);
  return true;
});
