import { errorFunction } from "simple-statistics";
import type { Metric } from "../../records/metric.js";
import { rateOf, scoreOf, type CategoryCounts } from "./formulas.js";

/** Below this a score is shown as "few answers", and no change of it is called clear. */
export const FEW_ANSWERS = 30;

/** Of all changes that are called clear, this share may be chance. */
const FALSE_DISCOVERY_RATE = 0.05;

export interface Change {
  /** Now less before, on the scale of the score (points or percentage points); null when one side is empty. */
  difference: number | null;
  /** Two-sided: how often chance alone makes such a change or a larger one; null when one side is empty. */
  pValue: number | null;
}

export type Verdict = "clear_rise" | "clear_fall" | "no_clear_change" | "few_answers";

export interface Share {
  part: number;
  whole: number;
}

/**
 * How a score changed between two periods. NPS: z of the adjusted Wald estimates (Rocks 2016, three answers added to
 * each side, 3/4 of one to each end). CSAT and CES: as `compareShares`.
 */
export function compare(metric: Metric, current: CategoryCounts, previous: CategoryCounts): Change {
  if (metric !== "nps") return compareShares(shareOfHighest(current), shareOfHighest(previous));
  const [now, before] = [adjustedNps(current), adjustedNps(previous)];
  return change(scoreOf(metric, current), scoreOf(metric, previous), now, before);
}

/** How a share changed, in percentage points: z of the estimates with one success and one failure added (Agresti, Caffo 2000). */
export function compareShares(current: Share, previous: Share): Change {
  const percent = ({ part, whole }: Share) => {
    const rate = rateOf(part, whole);
    return rate === null ? null : 100 * rate;
  };
  return change(percent(current), percent(previous), adjustedShare(current), adjustedShare(previous));
}

/**
 * Which of the tests that one page or one run shows are clear: Benjamini and Hochberg 1995, so that of those called
 * clear only the given share is expected to be chance. Null is no test and never clear.
 */
export function clearOnes(pValues: readonly (number | null)[], rate = FALSE_DISCOVERY_RATE): boolean[] {
  const tested = pValues.filter((p) => p !== null).sort((a, b) => a - b);
  const limit = tested.findLast((p, index) => p <= (rate * (index + 1)) / tested.length) ?? -1;
  return pValues.map((p) => p !== null && p <= limit);
}

export interface ComparedCounts {
  metric: Metric;
  current: CategoryCounts;
  previous: CategoryCounts;
}

/** The changes that one page shows, each with its verdict. Few answers on either side are not tested at all. */
export function judgeChanges(compared: readonly ComparedCounts[]): (Change & { verdict: Verdict })[] {
  const changes = compared.map(({ metric, current, previous }) => ({
    ...compare(metric, current, previous),
    isFew: Math.min(answersOf(current), answersOf(previous)) < FEW_ANSWERS,
  }));
  const clear = clearOnes(changes.map(({ pValue, isFew }) => (isFew ? null : pValue)));
  return changes.map(({ isFew, ...one }, index) => ({
    ...one,
    verdict: isFew
      ? "few_answers"
      : !clear[index]
        ? "no_clear_change"
        : one.difference! > 0
          ? "clear_rise"
          : "clear_fall",
  }));
}

interface Estimate {
  value: number;
  variance: number;
}

function adjustedNps({ low, mid, high }: CategoryCounts): Estimate {
  const n = low + mid + high + 3;
  const [p, d] = [(high + 0.75) / n, (low + 0.75) / n];
  return { value: p - d, variance: (p + d - (p - d) ** 2) / n };
}

function adjustedShare({ part, whole }: Share): Estimate {
  const n = whole + 2;
  const p = (part + 1) / n;
  return { value: p, variance: (p * (1 - p)) / n };
}

function shareOfHighest(counts: CategoryCounts): Share {
  return { part: counts.high, whole: answersOf(counts) };
}

function answersOf({ low, mid, high }: CategoryCounts): number {
  return low + mid + high;
}

function change(score: number | null, previousScore: number | null, now: Estimate, before: Estimate): Change {
  if (score === null || previousScore === null) return { difference: null, pValue: null };
  const z = (now.value - before.value) / Math.sqrt(now.variance + before.variance);
  return { difference: score - previousScore, pValue: 1 - errorFunction(Math.abs(z) / Math.SQRT2) };
}
