import type { ChartPoint, TrendInput } from "../../../src/web/charts/chartInputs.js";

/** A trend of days from 1 January 2037 on, one score each; null is a day without answers. */
export function aTrend(scores: readonly (number | null)[], fields: Partial<TrendInput> = {}): TrendInput {
  return {
    title: "NPS by day",
    metric: "nps",
    step: "day",
    points: scores.map(aPoint),
    events: [],
    ...fields,
  };
}

function aPoint(score: number | null, index: number): ChartPoint {
  const day = new Date(Date.UTC(2037, 0, 1 + index)).toISOString().slice(0, 10);
  return {
    from: day,
    to: day,
    label: day.slice(5),
    score,
    low: score === null ? null : Math.max(-100, score - 20),
    high: score === null ? null : Math.min(100, score + 15),
    responses: score === null ? 0 : 12,
    href: `/responses?from=${day}&to=${day}`,
  };
}

/** What a name may be made of when somebody means harm, or just has a strange name. */
export const HOSTILE = `"><script>alert(1)</script> & zr0-p0 class="x" 'a' =1+1 \u202Eabc`;
