import { countOf, presentScoreNumber } from "../presenters/numbers.js";
import { presentPeriod } from "../presenters/dates.js";
import type { ChartPoint, TrendInput } from "./chartInputs.js";
import { WIDTHS, type Hit, type SketchSize } from "./sketch.js";

/** Where the two parts of a trend stand: the scores above, the answers below. */
export interface TrendLayout {
  width: number;
  height: number;
  left: number;
  right: number;
  scores: { top: number; height: number };
  answers: { top: number; height: number };
}

/** Below this width nobody can meet a point with a finger or a mouse: the table has the links. */
const LEAST_HIT = 2.5;

const LAYOUTS: Record<SketchSize, TrendLayout> = {
  wide: {
    width: WIDTHS.wide,
    height: 322,
    left: 46,
    right: 26,
    scores: { top: 30, height: 180 },
    answers: { top: 246, height: 44 },
  },
  narrow: {
    width: WIDTHS.narrow,
    height: 296,
    left: 46,
    right: 22,
    scores: { top: 30, height: 160 },
    answers: { top: 224, height: 38 },
  },
};

export function trendLayout(size: SketchSize): TrendLayout {
  return LAYOUTS[size];
}

/** One column over each point that somebody answered in and that leads somewhere. */
export function trendHits({ points }: TrendInput, size: SketchSize): Hit[] {
  const { width, left, right, scores, answers } = LAYOUTS[size];
  const column = (width - left - right) / Math.max(1, points.length);
  if (column < LEAST_HIT) return [];
  return points.flatMap((point, index) =>
    point.href && point.responses > 0
      ? [
          {
            x: left + index * column,
            y: scores.top,
            width: column,
            height: answers.top + answers.height - scores.top,
            href: point.href,
            title: pointInWords(point),
          },
        ]
      : [],
  );
}

/** "5 Sep 2026: 51 (29 to 67), 51 answers" */
export function pointInWords({ from, to, score, low, high, responses }: ChartPoint): string {
  const interval =
    low === null || high === null ? "" : ` (${presentScoreNumber(low)} to ${presentScoreNumber(high)})`;
  return `${presentPeriod(from, to)}: ${presentScoreNumber(score)}${interval}, ${countOf(responses, "answer")}`;
}
