import type { Cadence } from "../../records/digest.js";
import { STAGES, type Touchpoint } from "../../records/touchpoint.js";
import * as touchpoints from "../../store/touchpoints.js";
import { reasonToLook, sortByAttention, type Reason } from "../metrics/attentionRules.js";
import { readTrends, type TouchpointTrend } from "../metrics/readTrends.js";
import type { Period } from "../metrics/spanRules.js";
import { comparedPeriodOf, periodOf } from "./periodRules.js";

export interface DigestRow extends TouchpointTrend {
  name: string;
}

/** The scores of a period that is over, as they are told by mail. */
export interface ScoreDigest {
  cadence: Cadence;
  period: Period;
  before: Period;
  /** Every touchpoint and metric in the order of the journey. */
  rows: DigestRow[];
  /** Those that deserve attention, the most urgent first. */
  news: { row: DigestRow; reason: Reason }[];
  responses: number;
  /** Nobody answered, and nobody was or could have been asked. */
  isEmpty: boolean;
}

/** What a digest tells whose period was over when a day of the organisation began. */
export async function readScoreDigest(cadence: Cadence, day: string): Promise<ScoreDigest> {
  const period = periodOf(cadence, day);
  const before = comparedPeriodOf(cadence, period);
  // No line is drawn: months are read where there are whole ones.
  const query = { ...period, compareWith: before, step: "month" as const };
  const [trends, all] = await Promise.all([readTrends(query), touchpoints.list()]);
  const known = new Map(all.map((one) => [one.key, one]));
  const rows = trends
    .map((row) => ({ ...row, name: known.get(row.touchpoint)?.name ?? row.touchpoint }))
    .sort(
      (a, b) =>
        placeOf(known.get(a.touchpoint)) - placeOf(known.get(b.touchpoint)) ||
        a.name.localeCompare(b.name, "en"),
    );
  const responses = rows.reduce((total, row) => total + row.responses, 0);
  return {
    cadence,
    period,
    before,
    rows,
    news: sortByAttention(rows).map((row) => ({ row, reason: reasonToLook(row)! })),
    responses,
    isEmpty: responses === 0 && rows.every(({ eligible, asked }) => eligible + asked === 0),
  };
}

/** As the overview: a touchpoint that is no more stands at the end. */
function placeOf(touchpoint: Touchpoint | undefined): number {
  return touchpoint ? STAGES.indexOf(touchpoint.stage) : STAGES.length;
}
