import { resolve } from "node:path";
import { runScript } from "./transfer/runScript.js";
import { writeBackup } from "./transfer/writeBackup.js";

/** Writes the embedded server's data in DATA_DIR into one file; see transfer/writeBackup.ts. */
await runScript("npm run backup -- <new file>", async ({ argument: file, dataDir, say }) => {
  const { collections } = await writeBackup({ dataDir, file, say });
  const documents = collections.reduce((sum, { count }) => sum + count, 0);
  say(`\n${documents} documents of ${collections.length} collections are in ${resolve(file)}.`);
  say(`It holds personal data: keep it in a safe place. The file "secret" of ${dataDir} is not in it.`);
  return true;
});
