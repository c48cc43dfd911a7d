import { limitRow, rowOf, type Row } from "../reports/row.js";
import { pagesOf, type Site } from "../reports/site.js";
import { keepDoing, timePage, timesOf } from "../timing.js";
import { timeRounds } from "./reports.js";

const SMALL_PER_SECOND = 25;
const OVERVIEW_P95_MS = 100;
const LONGEST_WAIT_MS = 250;

/** One process does everything: the overview, and what everybody else waits for it meanwhile. */
export async function measureWaits(site: Site): Promise<Row[]> {
  const { overview } = pagesOf(new Date());
  const rows: Row[] = [];
  const waits: number[] = [];
  for (const page of overview) {
    const small = keepDoing(SMALL_PER_SECOND, smallRequests(site, waits));
    const times = await timeRounds(site, page).finally(() => small.stop());
    rows.push(rowOf(`${page.what}, embedded`, times, OVERVIEW_P95_MS));
  }
  const idle: number[] = [];
  const alone = keepDoing(SMALL_PER_SECOND, smallRequests(site, idle));
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  await alone.stop();
  return [
    ...rows,
    limitRow(
      `Longest wait of ${waits.length} small requests meanwhile`,
      Math.max(...waits),
      LONGEST_WAIT_MS,
      "ms",
    ),
    rowOf("Small requests meanwhile", timesOf(waits)),
    rowOf("Small requests while nobody looks at the overview", timesOf(idle)),
  ];
}

/** Nothing to read, a list of twenty, the page of a customer who answers. */
function smallRequests({ installation, headers, tokens }: Site, waits: number[]): () => Promise<void> {
  const paths = ["/healthz", "/v1/touchpoints", `/s/${tokens[0]}`];
  let index = 0;
  return async () => {
    const path = paths[index++ % paths.length]!;
    waits.push((await timePage(`${installation.baseUrl}${path}`, headers)).took);
  };
}
