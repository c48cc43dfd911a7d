import { loadavg } from "node:os";
import type { Db } from "mongodb";
import { cleanUp } from "./cleanUp.js";
import { chooseProperties, fillReports } from "./fillReports.js";
import { open, startInstallation, uriOf, type Server } from "./installation.js";
import { measureExport } from "./measures/reportExport.js";
import {
  ANSWERS,
  measureFirstMinute,
  measureFreshness,
  measurePages,
  measureRebuild,
  measureUnderAnswers,
  rebuild,
} from "./measures/reports.js";
import { measureWaits } from "./measures/reportWaits.js";
import { orNotThere, toMarkdown, type Row } from "./reports/row.js";
import { siteOf, type Site } from "./reports/site.js";
import { describeServer, machine } from "./table.js";

const SIZES = [100_000, 1_000_000];
const EMBEDDED_SIZE = 100_000;
const MAY_GROW = 1.5;
/** Roll-ups that the last answers of an earlier run left to be rebuilt. */
const MAY_BE_LEFT = 100;

type Say = (text: string) => void;

const MEASURES: [name: string, measure: (site: Site, say: Say) => Promise<Row[]>][] = [
  ["first", measureFirstMinute],
  ["pages", measurePages],
  ["answers", measureUnderAnswers],
  ["fresh", measureFreshness],
  ["rebuild", measureRebuild],
];

/** `what`: a size, "embedded", or nothing for everything; `only`: some of the measures, for a quick look. */
export async function runReports(
  what: string | undefined,
  only: string[] | undefined,
  say: Say,
): Promise<void> {
  const sizes = what === undefined ? SIZES : SIZES.filter((size) => String(size) === what);
  if (what !== undefined && what !== "embedded" && sizes.length === 0)
    throw new Error(`"${what}" is none of ${SIZES.join(", ")}, embedded`);
  const tables = new Map<number, Row[]>();
  for (const size of sizes) tables.set(size, await runSize(size, only, say));
  const [small, large] = SIZES.map((size) => tables.get(size));
  if (small && large) print("1,000,000 responses against 100,000", "mongodb", compare(small, large));
  if (what === undefined || what === "embedded") await runEmbedded(say);
}

async function runSize(size: number, only: string[] | undefined, say: Say): Promise<Row[]> {
  const kept = `afterword_benchmark_reports_${size}`;
  const database = await open(uriOf(kept));
  await prepare(database, uriOf(kept), size, say);
  const installation = await startInstallation("mongodb", {}, { kept });
  const site = await siteOf(installation, { responses: size, answers: ANSWERS });
  const rows: Row[] = [];
  for (const [name, measure] of MEASURES) {
    if (only && !only.includes(name)) continue;
    rows.push(...(await orNotThere(name, () => measure(site, say))));
  }
  await installation.web.stop();
  if (!only || only.includes("export")) rows.push(...(await runExport(kept, size)));
  print(`${size.toLocaleString("en")} responses`, await describeServer(database), rows);
  await cleanUp();
  return rows;
}

/** Fills what is not there, and has the product count it. */
async function prepare(database: Db, uri: string, size: number, say: Say): Promise<void> {
  await fillReports(database, size, say);
  const isChosen = await chooseProperties(database);
  const rollups = database.collection("rollups");
  const isCounted =
    (await rollups.estimatedDocumentCount()) > 0 &&
    (await rollups.countDocuments({ isDirty: true })) < MAY_BE_LEFT;
  if (!isChosen && isCounted) return;
  const { ms, rollups: made } = await rebuild(uri);
  say(`${made} roll-ups made in ${(ms / 1_000).toFixed(1)} s`);
}

/** A process of its own: its memory tells of the export only. */
async function runExport(kept: string, size: number): Promise<Row[]> {
  const installation = await startInstallation("mongodb", {}, { kept });
  const site = await siteOf(installation, { responses: size, answers: 0 });
  return orNotThere("CSV export", () => measureExport(site));
}

async function runEmbedded(say: Say): Promise<void> {
  const kept = "afterword-benchmark-reports";
  const start = () => startInstallation("embedded", {}, { kept });
  const filling = await start();
  await prepare(filling.database, filling.uri, EMBEDDED_SIZE, say);
  await cleanUp();
  const installation = await start();
  const site = await siteOf(installation, { responses: EMBEDDED_SIZE, answers: ANSWERS });
  const rows = [...(await measureWaits(site)), ...(await measureFreshness(site))];
  print(`${EMBEDDED_SIZE.toLocaleString("en")} responses on the embedded server`, "embedded", rows);
  await cleanUp();
}

function compare(small: readonly Row[], large: readonly Row[]): Row[] {
  return large.flatMap(({ what, p95, wanted }) => {
    const before = small.find((row) => row.what === what)?.p95;
    if (p95 === undefined || before === undefined) return [];
    const ratio = p95 / before;
    return {
      what,
      wanted: wanted && `${MAY_GROW} times`,
      measured: `${ratio.toFixed(2)} times (${before.toFixed(1)} ms, ${p95.toFixed(1)} ms)`,
      isReached: wanted ? ratio <= MAY_GROW : null,
    };
  });
}

function print(title: string, mongodb: Server | string, rows: readonly Row[]): void {
  const server = mongodb === "embedded" ? "embedded" : "mongodb";
  const load = loadavg().map((one) => one.toFixed(1));
  console.log(`\n## ${title}\n\n${toMarkdown(rows)}\n\n${machine({ server, mongodb })}`);
  console.log(
    `One request at a time, from its first byte to its last; CPU is what it cost the serving process. Load of the machine in the last 1, 5 and 15 minutes: ${load.join(", ")}; above 2 others had to be waited for.`,
  );
}
