import { rmSync } from "node:fs";
import { startAfterword } from "../src/afterword.js";
import { ConfigError, readConfig, readEnvironment } from "../src/config.js";
import { inviteDemoPeople } from "./demo/inviteDemoPeople.js";
import { configureCompany, liveThrough } from "./demo/loadDemo.js";
import { COMPANY } from "./demo/company.js";
import { leaveConversationsOpen, OPEN_NUMBER } from "./demo/conversations.js";
import { createRandom } from "./demo/random.js";
import { tellStory } from "./demo/story.js";
import { systemClock } from "../src/lib/clock.js";
import { startWorker } from "../src/worker/loop.js";
import * as touchpoints from "../src/store/touchpoints.js";

const SEED = 2026;
const DATA_DIR = "./data/demo";
const API_KEY = "demo-key-for-trying-things-out";
const PASSWORD = "try-afterword";

const began = performance.now();

async function main(): Promise<void> {
  const environment = readEnvironment();
  const dataDir = environment["DATA_DIR"] ?? DATA_DIR;
  if (process.argv.includes("--reset")) rmSync(dataDir, { recursive: true, force: true });
  // The demo never touches a real database nor sends to a real provider, whatever .env says.
  const { PORT, BASE_URL, LOG_LEVEL = "warn" } = environment;
  const config = readConfig({
    PORT,
    BASE_URL,
    LOG_LEVEL,
    DATA_DIR: dataDir,
    BRAND_NAME: COMPANY,
    API_KEY,
    REPORTING_ZONE: "America/Chicago",
  });
  // The worker comes last: its clock is today's, and would send what the story has not come to yet.
  const afterword = await startAfterword({ ...config, role: "web" });
  const { context, channels } = afterword;
  if ((await touchpoints.list()).length === 0) {
    const now = new Date();
    const events = tellStory(createRandom(SEED), now);
    console.log(`Loading ${events.length.toLocaleString("en")} events of ${COMPANY}, twelve months of them:`);
    await inviteDemoPeople(PASSWORD, now);
    await configureCompany(events[0]!.occurredAt);
    await liveThrough(context, channels, {
      events,
      random: createRandom(SEED + 1),
      onProgress: showProgress,
    });
    await leaveConversationsOpen(context, channels, now);
  }
  const worker = startWorker(context, {
    channels,
    clock: systemClock,
    concurrency: config.workerConcurrency,
  });
  stopOnSignals(async () => {
    await worker.stop();
    await afterword.stop();
  });
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
  console.log(`  again        the data are kept in ${dataDir}; "npm run demo -- --reset" starts over`);
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
