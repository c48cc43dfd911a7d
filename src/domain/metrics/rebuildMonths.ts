import { mapAtOnce } from "../../lib/mapAtOnce.js";
import type { RollupKey } from "../../records/rollup.js";
import * as rollupParts from "../../store/rollupParts.js";
import * as rollups from "../../store/rollups.js";
import { ANSWER_COLUMNS } from "./countAnswers.js";
import { ASK_COLUMNS } from "./countAsks.js";
import { cutBreakdowns } from "./cutRules.js";
import { scoresOf } from "./rules.js";
import { sumAsks, sumBreakdowns, sumCounts } from "./sumRules.js";

const AT_ONCE = 50;

/** While one is added up here the database looks for the next. */
const QUERIES_AT_ONCE = 4;

/**
 * Adds the days of months up anew. A month that a later rebuild overtook is not written, as with days. What a killed
 * process leaves dirty, or never began, is rebuilt with the days by `rebuildRecentDays`.
 */
export async function rebuildMonths(months: readonly RollupKey[]): Promise<void> {
  for (let start = 0; start < months.length; start += AT_ONCE)
    await rebuildSome(months.slice(start, start + AT_ONCE));
}

async function rebuildSome(months: readonly RollupKey[]): Promise<void> {
  const [started, startedParts] = await Promise.all([
    rollups.startRebuilds(months),
    rollupParts.startRebuilds(months),
  ]);
  const sums = await mapAtOnce(months, QUERIES_AT_ONCE, addUp);
  await Promise.all([
    rollups.endRebuilds(sums.map(({ result }, place) => ({ ...started[place]!, result }))),
    rollupParts.endRebuilds(sums.map(({ parts }, place) => ({ ...startedParts[place]!, result: parts }))),
  ]);
}

async function addUp({ kind, touchpoint, metric, span }: RollupKey) {
  const days = { unit: "day", from: `${span}-01`, to: `${span}-31` } as const;
  const isOurs = (day: { metric: string }) => day.metric === metric;
  const [counted, broken] = await Promise.all([
    rollups.listWithin(days, { kind, touchpoint }),
    rollupParts.listWithin(days, { kind, touchpoint }),
  ]);
  const own = counted.filter(isOurs);
  const columns = kind === "answers" ? ANSWER_COLUMNS : ASK_COLUMNS;
  const result =
    kind === "answers" ? { counts: sumCounts(own, scoresOf(metric).length) } : { asks: sumAsks(own) };
  const breakdowns = cutBreakdowns(sumBreakdowns(broken.filter(isOurs), columns), columns.length);
  return { result, parts: { columns, breakdowns } };
}
