import { compareShares, FEW_ANSWERS, type Change, type Verdict } from "./compareRules.js";

/** Below this share of asked customers somebody should ask why. */
export const LOW_COVERAGE = 0.5;

/** A coverage that is as low as ever, as a quiet period makes it, is no news: it has to have dropped clearly, and by so many points. */
const LEAST_DROP = 10;

const SIGNIFICANT = 0.05;

/** What decides whether a touchpoint deserves attention. */
export interface Watched {
  change: (Change & { verdict: Verdict }) | null;
  eligible: number;
  asked: number;
  coverage: number | null;
  before: { eligible: number; asked: number } | null;
}

/** Why a touchpoint deserves attention; null when it does not. */
export type Reason = "clear_fall" | "low_coverage" | "clear_rise";

const ORDER: Reason[] = ["clear_fall", "low_coverage", "clear_rise"];

/** The first reason to look at a touchpoint. */
export function reasonToLook(row: Watched): Reason | null {
  if (row.change?.verdict === "clear_fall") return "clear_fall";
  if (isAskedLess(row)) return "low_coverage";
  return row.change?.verdict === "clear_rise" ? "clear_rise" : null;
}

function isAskedLess({ eligible, asked, coverage, before }: Watched): boolean {
  if (eligible < FEW_ANSWERS || coverage === null || coverage >= LOW_COVERAGE) return false;
  if (!before || before.eligible === 0) return true;
  const { difference, pValue } = compareShares(
    { part: asked, whole: eligible },
    { part: before.asked, whole: before.eligible },
  );
  return difference! <= -LEAST_DROP && pValue! < SIGNIFICANT;
}

/** Those that deserve attention, the most urgent first: what fell, by how much; who is not asked; what rose. */
export function sortByAttention<T extends Watched>(rows: readonly T[]): T[] {
  const size = (row: T) => Math.abs(row.change?.difference ?? 0);
  return rows
    .map((row) => ({ row, reason: reasonToLook(row) }))
    .filter(({ reason }) => reason !== null)
    .sort(
      (a, b) => ORDER.indexOf(a.reason!) - ORDER.indexOf(b.reason!) || urgency(b, size) - urgency(a, size),
    )
    .map(({ row }) => row);
}

function urgency<T extends Watched>(
  { row, reason }: { row: T; reason: Reason | null },
  size: (row: T) => number,
): number {
  return reason === "low_coverage" ? 1 - row.coverage! : size(row);
}
