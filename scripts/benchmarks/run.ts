/**
 * npm run benchmark [-- embedded | memory [mails] | cases | reports [size | embedded] [measures]]: Afterword against bare
 * peers in the same run. A MongoDB is named by TEST_MONGODB_URI; the database is its own and is dropped at the end, but
 * for those of `reports`, which are large and are kept for its next run. Nothing is written anywhere else.
 */
import { cleanUp } from "./cleanUp.js";
import { BATCH, configure } from "./customers.js";
import { FAST, startInstallation, type Installation, type Server } from "./installation.js";
import { measureCasePages, toMarkdown as toCaseTable } from "./measures/casePages.js";
import { measureDispatch } from "./measures/dispatch.js";
import { measureEvents } from "./measures/events.js";
import type { Measure } from "./measures/measure.js";
import { measureMemory } from "./measures/memory.js";
import { measureSubmit } from "./measures/submit.js";
import { measureSurveyPage } from "./measures/surveyPage.js";
import { runReports } from "./runReports.js";
import { describeServer, driftOf, machine, toMarkdown, type Run } from "./table.js";
import { measureYardstick } from "./yardstick.js";

const MAY_DRIFT = 0.15;
const MOST_RUNS = 5;
/** Few, for the sake of time; `memory` sends a hundred thousand. */
const MAILS = wholeBatches(process.env["BENCHMARK_MAILS"] ?? 4_000);
const MEMORY_MAILS = 100_000;

const MEASURES: [name: string, measure: (installation: Installation) => Promise<Measure>][] = [
  ["page", measureSurveyPage],
  ["submit", measureSubmit],
  ["events", measureEvents],
  ["mail", (installation) => measureDispatch(installation, MAILS)],
];

const [mode = "mongodb", argument, only] = process.argv.slice(2);
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void cleanUp().finally(() => process.exit(1)));

try {
  if (mode === "memory") await runMemory(wholeBatches(argument ?? MEMORY_MAILS));
  else if (mode === "cases") await runCases();
  else if (mode === "reports") await runReports(argument, only?.split(","), say);
  else if (mode === "mongodb" || mode === "embedded") await runTable(mode, argument?.split(","));
  else
    throw new Error(
      `"${mode}" is unknown: say mongodb (or nothing), embedded, memory [mails], cases, or reports`,
    );
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await cleanUp();
}
process.exit();

/** Repeats a run in which the machine itself became faster or slower. `only`: some of the measures, for a quick look. */
async function runTable(server: Server, only?: string[]): Promise<void> {
  for (let runs = 1; ; runs += 1) {
    const run = await runOnce(server, only);
    const isSteady = driftOf(run) <= MAY_DRIFT;
    if (!isSteady && runs < MOST_RUNS) {
      say(`plain node:http moved by ${Math.round(driftOf(run) * 100)} % during run ${runs}: once more`);
      continue;
    }
    console.log(`\n${toMarkdown(run)}`);
    console.log(
      isSteady
        ? `Run ${runs} of ${MOST_RUNS} at most: the machine was steady.`
        : `After ${MOST_RUNS} runs the machine was not steady: read the ratios with care.`,
    );
    console.log(
      `${MAILS.toLocaleString("en")} mails only; "npm run benchmark -- memory" sends ${MEMORY_MAILS.toLocaleString("en")}.`,
    );
    return;
  }
}

async function runOnce(server: Server, only?: string[]): Promise<Run> {
  const before = await measureYardstick();
  say(`plain node:http: ${before.toFixed(0)} requests/s`);
  const installation = await startInstallation(server, FAST);
  await configure(installation);
  const mongodb = server === "mongodb" ? await describeServer(installation.database) : "";
  const measures: Measure[] = [];
  for (const [name, measure] of MEASURES) {
    if (only && !only.includes(name)) continue;
    const one = await measure(installation);
    const peer = one.peer
      ? `, peer ${one.peer.toFixed(0)}, ${Math.round((100 * one.ours) / one.peer)} %`
      : "";
    say(`${one.what}: ${one.ours.toFixed(0)} ${one.unit}${peer}`);
    measures.push(one);
  }
  await cleanUp();
  const after = await measureYardstick();
  await cleanUp();
  return { server, measures, yardstick: { before, after }, mongodb };
}

async function runMemory(mails: number): Promise<void> {
  const installation = await startInstallation("mongodb");
  await configure(installation);
  const mongodb = await describeServer(installation.database);
  const table = await measureMemory(installation, mails, say);
  console.log(`\n${table}\n\n${machine({ server: "mongodb", mongodb })}`);
}

async function runCases(): Promise<void> {
  const installation = await startInstallation("mongodb");
  const mongodb = await describeServer(installation.database);
  const times = await measureCasePages(installation, say);
  console.log(`\n${toCaseTable(times)}\n\n${machine({ server: "mongodb", mongodb })}`);
}

function wholeBatches(mails: number | string): number {
  const batches = Math.ceil(Number(mails) / BATCH);
  if (!(batches > 0)) throw new Error(`"${mails}" is no number of mails`);
  return batches * BATCH;
}

function say(text: string): void {
  console.error(`${new Date().toISOString().slice(11, 19)}  ${text}`);
}
