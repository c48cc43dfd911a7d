import { startAfterword } from "../src/afterword.js";
import { ConfigError, readConfig, readEnvironment, type Config } from "../src/config.js";
import { clearDemo, demoFolderIn, fillDemo, isLoaded } from "./demo/demoFolder.js";
import { inviteDemoPeople } from "./demo/inviteDemoPeople.js";
import { configureCompany, liveThrough } from "./demo/loadDemo.js";
import { COMPANY } from "./demo/company.js";
import { leaveConversationsOpen, OPEN_NUMBER } from "./demo/conversations.js";
import { mailScores } from "./demo/mailScores.js";
import { createRandom } from "./demo/random.js";
import { tellStory } from "./demo/story.js";

const SEED = 2026;
const API_KEY = "demo-key-for-trying-things-out";
const PASSWORD = "try-afterword";

const began = performance.now();

async function main(): Promise<void> {
  const environment = readEnvironment();
  const folder = demoFolderIn(environment["DATA_DIR"] ?? "./data");
  if (process.argv.includes("--reset")) await clearDemo(folder);
  // The demo never touches a real database nor sends to a real provider, whatever .env says.
  const { PORT, BASE_URL, LOG_LEVEL = "warn" } = environment;
  const configure = (dataDir: string) =>
    readConfig({
      PORT,
      BASE_URL,
      LOG_LEVEL,
      DATA_DIR: dataDir,
      BRAND_NAME: COMPANY,
      API_KEY,
      REPORTING_ZONE: "America/Chicago",
    });
  if (!isLoaded(folder)) await fillDemo(folder, (dataDir) => load(configure(dataDir)));
  const config = configure(folder.path);
  const afterword = await startAfterword(config);
  stopOnSignals(afterword.stop);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`\n${COMPANY} is open after ${seconds} s: ${config.baseUrl}`);
  console.log(
    `  sign in as   alice@example.com (admin), mara@example.com (manager), bob@example.com (agent)`,
  );
  console.log(`  password     ${PASSWORD}`);
  console.log(`  try it       ${config.baseUrl}/try, or this line, and then ${config.baseUrl}/outbox:`);
  console.log(`  ${curlLine(config.baseUrl)}`);
  console.log(
    `  text back    ${config.baseUrl}/outbox?to=${encodeURIComponent(OPEN_NUMBER)}, as the customer`,
  );
  console.log(`  again        the data are kept in ${folder.path}; "npm run demo -- --reset" starts over`);
}

/** Tells a year of the company. No worker runs meanwhile: its clock is today's. */
async function load(config: Config): Promise<void> {
  const afterword = await startAfterword({ ...config, role: "web" }, { isSynced: false });
  const now = new Date();
  const events = tellStory(createRandom(SEED), now);
  console.log(`Loading ${events.length.toLocaleString("en")} events of ${COMPANY}, twelve months of them:`);
  await inviteDemoPeople(PASSWORD, now);
  await configureCompany(events[0]!.occurredAt);
  await liveThrough(afterword.context, afterword.channels, {
    events,
    random: createRandom(SEED + 1),
    onProgress: showProgress,
  });
  await leaveConversationsOpen(afterword.context, afterword.channels, now);
  await mailScores(afterword.context, afterword.channels, now);
  await afterword.stop();
}

function showProgress(done: number, total: number): void {
  if (done % 10 !== 0 && done !== total) return;
  const width = 40;
  const filled = Math.round((done / total) * width);
  process.stdout.write(`\r  [${"#".repeat(filled)}${".".repeat(width - filled)}] day ${done} of ${total}`);
  if (done === total) process.stdout.write("\n");
}

function curlLine(baseUrl: string): string {
  const event = `{"id":"try-'$(date +%s)'","type":"visit.completed","occurredAt":"'$(date -u +%FT%TZ)'","customer":{"id":"me-'$(date +%s)'","email":"me@example.com","name":"Me"}}`;
  return `curl -sX POST ${baseUrl}/v1/events -H 'Authorization: Bearer ${API_KEY}' -d '${event}'`;
}

function stopOnSignals(stop: () => Promise<void>): void {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => void stop().then(() => process.exit(0)));
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
