import { setTimeout as sleep } from "node:timers/promises";
import { limitRow, orNotThere, rowOf, type Row } from "../reports/row.js";
import { pagesOf, type Page, type Site } from "../reports/site.js";
import { runToEnd } from "../processes.js";
import type { Rebuilt } from "../rebuildRollups.js";
import { cpuMs, keepDoing, timePage, timesOf, type Times } from "../timing.js";

const IS_QUICK = process.env["BENCHMARK_QUICK"] !== undefined;
const WARM_UP = IS_QUICK ? 5 : 20;
const ROUNDS = IS_QUICK ? 20 : 200;
/** A page so slow that its rounds would take longer is asked for less often. */
const AT_MOST_MS = IS_QUICK ? 4_000 : 20_000;
const FIRST_MS = IS_QUICK ? 5_000 : 60_000;
const ANSWERS_PER_SECOND = 20;
const NEW_ANSWERS = IS_QUICK ? 5 : 20;
const SHOWS_WITHIN_MS = 30_000;

/** More than all measures together post. */
export const ANSWERS = 3_000;

type Say = (text: string) => void;

/** A process that has just started, asked for a page five times a second as people do. */
export async function measureFirstMinute(site: Site): Promise<Row[]> {
  const { overview, others } = pagesOf(new Date());
  const pages = [...overview, others[0]!];
  const took: number[] = [];
  const until = performance.now() + FIRST_MS;
  for (let index = 0; performance.now() < until; index += 1) {
    took.push((await open(site, pages[index % pages.length]!)).took);
    await sleep(200);
  }
  return [
    rowOf("First minute after the start, overview and responses", timesOf(took)),
    {
      what: "Very first page after the start",
      wanted: "",
      measured: `${Math.round(took[0]!)} ms`,
      isReached: null,
    },
  ];
}

/** Every page by itself, one request after the other. */
export async function measurePages(site: Site, say: Say): Promise<Row[]> {
  const { overview, touchpoint, others } = pagesOf(new Date());
  const rows: Row[] = [];
  for (const page of [...overview, ...touchpoint, ...others]) {
    const measured = await orNotThere(page.what, async () => [
      rowOf(page.what, await timeRounds(site, page), page.wanted),
    ]);
    for (const row of measured) say(`${row.what}: ${row.measured}`);
    rows.push(...measured);
  }
  return rows;
}

/** The same while answers come in. */
export async function measureUnderAnswers(site: Site, say: Say): Promise<Row[]> {
  const { overview, touchpoint } = pagesOf(new Date());
  const rows: Row[] = [];
  for (const page of [overview[1]!, overview[3]!, touchpoint[1]!]) {
    const what = `${page.what}, with ${ANSWERS_PER_SECOND} answers/s`;
    const answering = keepDoing(ANSWERS_PER_SECOND, site.answer);
    try {
      rows.push(
        ...(await orNotThere(what, async () => [rowOf(what, await timeRounds(site, page), page.wanted)])),
      );
    } finally {
      await answering.stop();
    }
    say(`${what}: ${rows.at(-1)!.measured}`);
  }
  return rows;
}

/** From the moment a customer presses the button until the manager's page counts one more. */
export async function measureFreshness(site: Site): Promise<Row[]> {
  const page = pagesOf(new Date()).overview[0]!;
  const took: number[] = [];
  await sleep(3_000); // earlier answers have arrived
  for (let round = 0; round < NEW_ANSWERS; round += 1) {
    const before = await countsOn(site, page);
    const began = performance.now();
    await site.answer();
    const isShown = async () => (await countsOn(site, page)).join() !== before.join();
    while (!(await isShown())) {
      if (performance.now() - began > SHOWS_WITHIN_MS)
        throw new Error(`A new answer did not show within ${SHOWS_WITHIN_MS} ms`);
      await sleep(20);
    }
    took.push(performance.now() - began);
    await sleep(1_000); // what follows an answer has been written
  }
  return [rowOf("A new answer shows on the overview", timesOf(took), 1_000)];
}

/** Rebuilds everything in a process of its own, while somebody looks at the overview. */
export async function measureRebuild(site: Site, say: Say): Promise<Row[]> {
  const page = pagesOf(new Date()).overview[1]!;
  const looked: number[] = [];
  const looking = keepDoing(5, async () => looked.push((await open(site, page)).took));
  const rebuilt = await rebuild(site.installation.uri).finally(() => looking.stop());
  say(`rebuilt ${rebuilt.rollups} roll-ups in ${(rebuilt.ms / 1_000).toFixed(1)} s`);
  return [
    {
      ...limitRow(
        `Rebuild of all ${rebuilt.rollups.toLocaleString("en")} roll-ups`,
        rebuilt.ms / 1_000,
        60,
        "s",
      ),
    },
    {
      what: "Highest memory of the rebuilding process",
      wanted: "",
      measured: `${Math.round(rebuilt.highestMb)} MB`,
      isReached: null,
    },
    rowOf(`${page.what}, during the rebuild`, timesOf(looked), page.wanted),
  ];
}

export async function rebuild(uri: string): Promise<Rebuilt> {
  return JSON.parse(await runToEnd("scripts/benchmarks/rebuildRollups.ts", { MONGODB_URI: uri })) as Rebuilt;
}

export async function timeRounds(site: Site, page: Page): Promise<Times> {
  for (let round = 0, until = performance.now() + AT_MOST_MS / 4; round < WARM_UP; round += 1) {
    await open(site, page);
    if (performance.now() > until) break;
  }
  const took: number[] = [];
  const { pid } = site.installation.web;
  const before = cpuMs(pid);
  for (let until = performance.now() + AT_MOST_MS; took.length < ROUNDS;) {
    took.push((await open(site, page)).took);
    if (performance.now() > until && took.length >= 5) break;
  }
  return { ...timesOf(took), cpu: (cpuMs(pid) - before) / took.length };
}

function open({ installation, headers }: Site, { path }: Page) {
  return timePage(`${installation.baseUrl}${path}`, headers);
}

/** Every number of the page's main part: whichever way it is laid out, an answer more changes one. */
async function countsOn(site: Site, page: Page): Promise<string[]> {
  const { text } = await open(site, page);
  const main = /<main[\s\S]*<\/main>/.exec(text)?.[0].replace(/<[^>]*>/g, " ");
  if (!main) throw new Error(`${page.path} has no main part`);
  return main.match(/\d[\d,.]*/g) ?? [];
}
