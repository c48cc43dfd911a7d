import type { Installation } from "../installation.js";
import { AGENT, fillCases, MANAGER, type Filled } from "../fillCases.js";
import { signIn } from "../signIn.js";

const ROUNDS = 200;
const WARM_UP = 20;
const TARGET_MS = 50;

/** How long a page takes, one request after the other, as one person feels it. */
export interface PageTimes {
  what: string;
  p50: number;
  p95: number;
  target: number;
}

/** The queue and the case page with many cases and events behind them, as an agent and as a manager see them. */
export async function measureCasePages(
  installation: Installation,
  say: (text: string) => void,
): Promise<PageTimes[]> {
  const filled = await fillCases(installation.database, say);
  const agent = await signIn(installation.baseUrl, AGENT);
  const manager = await signIn(installation.baseUrl, MANAGER);
  const pages: [what: string, cookie: string, path: (round: number) => string][] = [
    ["Queue, my cases (agent)", agent, () => "/cases?queue=mine"],
    ["Queue, all open of my teams (agent)", agent, () => "/cases?queue=team"],
    ["Queue, all open (manager)", manager, () => "/cases?queue=team"],
    ["Queue, overdue (manager)", manager, () => "/cases?queue=overdue"],
    ["Queue, resolved (manager)", manager, () => "/cases?queue=resolved"],
    ["Case page, each another one (manager)", manager, (round) => `/cases/${caseAt(filled, round)}`],
  ];
  const times: PageTimes[] = [];
  for (const [what, cookie, path] of pages) {
    const took = await time(installation.baseUrl, cookie, path);
    times.push({ what, ...took, target: TARGET_MS });
    say(`${what}: p50 ${took.p50.toFixed(1)} ms, p95 ${took.p95.toFixed(1)} ms`);
  }
  return times;
}

/** Spread over all of them, in no order. */
function caseAt({ cases }: Filled, round: number): string {
  return cases[(round * 7_919) % cases.length]!;
}

async function time(baseUrl: string, cookie: string, path: (round: number) => string) {
  const took: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const began = performance.now();
    const answer = await fetch(`${baseUrl}${path(round)}`, { headers: { cookie }, redirect: "manual" });
    await answer.text();
    if (answer.status !== 200) throw new Error(`${path(round)}: ${answer.status}`);
    if (round >= WARM_UP) took.push(performance.now() - began);
  }
  took.sort((a, b) => a - b);
  return { p50: took[Math.floor(ROUNDS / 2)]!, p95: took[Math.ceil(ROUNDS * 0.95) - 1]! };
}

/** As Markdown. */
export function toMarkdown(times: readonly PageTimes[]): string {
  const rows = times.map(
    ({ what, p50, p95, target }) =>
      `| ${what} | ${p50.toFixed(1)} ms | ${p95.toFixed(1)} ms | ${target} ms | ${p95 <= target ? "yes" : "**no**"} |`,
  );
  return ["| Page | p50 | p95 | wanted p95 | reached |", "| --- | ---: | ---: | ---: | --- |", ...rows].join(
    "\n",
  );
}
