import { join } from "node:path";
import { moveToMongo } from "./transfer/moveToMongo.js";
import { runScript } from "./transfer/runScript.js";
import { tableOf } from "./transfer/tableOf.js";

/** Copies everything from the embedded server in DATA_DIR to the MongoDB that is named; see transfer/moveToMongo.ts. */
await runScript("npm run move-to-mongo -- <mongodb address> [--over]", async (call) => {
  const { argument: uri, dataDir, over, say } = call;
  say(`Moving ${dataDir} to a MongoDB. Afterword must be stopped while this runs.`);
  const { isSame, collections } = await moveToMongo({ dataDir, uri, over, say });
  say(`\n${tableOf(collections)}\n`);
  if (!isSame) {
    say("NOT complete: the two differ. Stop Afterword if it runs, and repeat this command.");
    return false;
  }
  say("Everything is there. Put this into .env, then start Afterword:\n");
  say(`MONGODB_URI=${uri}`);
  say(`SECRET=<the text in ${join(dataDir, "secret")}, unless SECRET is set already>\n`);
  say(`Keep ${dataDir} until you have seen that all is well; nothing in it was changed.`);
  return true;
});
