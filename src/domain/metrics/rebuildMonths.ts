import type { RollupKey } from "../../records/rollup.js";
import * as rollupParts from "../../store/rollupParts.js";
import * as rollups from "../../store/rollups.js";
import { ANSWER_COLUMNS } from "./countAnswers.js";
import { ASK_COLUMNS } from "./countAsks.js";
import { cutBreakdowns } from "./cutRules.js";
import { scoresOf } from "./rules.js";
import { sumAsks, sumBreakdowns, sumCounts } from "./sumRules.js";

/**
 * Adds the days of months up anew. A month that a later rebuild overtook is not written, as with days. What a killed
 * process leaves dirty, or never began, is rebuilt with the days by `rebuildRecentDays`.
 */
export async function rebuildMonths(months: readonly RollupKey[]): Promise<void> {
  const [started, startedParts] = await Promise.all([
    rollups.startRebuilds(months),
    rollupParts.startRebuilds(months),
  ]);
  for (const [place, month] of months.entries()) {
    const { kind, touchpoint, metric, span } = month;
    const days = { unit: "day", from: `${span}-01`, to: `${span}-31` } as const;
    const isOurs = (day: { metric: string }) => day.metric === metric;
    const [counted, parts] = await Promise.all([
      rollups.listWithin(days, { kind, touchpoint }),
      rollupParts.listWithin(days, { kind, touchpoint }),
    ]);
    const own = counted.filter(isOurs);
    const columns = kind === "answers" ? ANSWER_COLUMNS : ASK_COLUMNS;
    const result =
      kind === "answers" ? { counts: sumCounts(own, scoresOf(metric).length) } : { asks: sumAsks(own) };
    await Promise.all([
      rollups.endRebuilds([{ ...started[place]!, result }]),
      rollupParts.endRebuilds([
        {
          ...startedParts[place]!,
          result: {
            columns,
            breakdowns: cutBreakdowns(sumBreakdowns(parts.filter(isOurs), columns), columns.length),
          },
        },
      ]),
    ]);
  }
}
