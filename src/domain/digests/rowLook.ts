import { localCount } from "../../lib/localNumber.js";
import type { Metric } from "../../records/metric.js";
import { FEW_ANSWERS, type Verdict } from "../metrics/compareRules.js";
import type { Interval } from "../metrics/formulas.js";
import { categoriesOf } from "../metrics/rules.js";
import type { DigestTexts } from "./texts/digestTexts.js";
import { writtenCount, writtenPercent, writtenScore, writtenShare } from "./writtenRules.js";

/** As on the console's pages; the dark ones stand in the template. */
const COLOURS = { good: "#2f7fb3", mid: "#cfc6b8", bad: "#d4602f" };

/** Written into each mail: what the template itself says is put in place before it is known which applies. */
const INKS = {
  good: { ink: "#1c5f8c", weight: 650 },
  late: { ink: "#a43f14", weight: 650 },
  plain: { ink: "#655e53", weight: 400 },
};

/** The names are those that people know in every language. */
const METRIC_NAMES: Record<Metric, string> = { nps: "NPS", csat: "CSAT", ces: "CES" };

export interface Reader {
  language: string;
  texts: DigestTexts;
}

export interface Scored {
  metric: Metric;
  responses: number;
  score: number | null;
  interval: Interval | null;
  inCategories: { low: number; mid: number; high: number };
  before: { score: number | null } | null;
  change: { verdict: Verdict } | null;
  /** False where there are numbers of answers and no score. */
  isScored?: boolean;
}

/** The numbers of a row in the words of its reader. */
export function lookOfScore({ language, texts }: Reader, row: Scored) {
  const { metric, responses, score, interval } = row;
  const verdict = row.change?.verdict ?? "few_answers";
  // A row of many answers that says "few" would not be believed: it was the period before that had few.
  const isFewBefore = verdict === "few_answers" && responses >= FEW_ANSWERS;
  const tone = verdict === "clear_rise" ? "good" : verdict === "clear_fall" ? "late" : "plain";
  return {
    metric: METRIC_NAMES[metric],
    hasAnswers: responses > 0,
    score: shownScore(language, metric, score),
    interval:
      interval &&
      `${texts.sure} ${texts.range(writtenScore(language, interval.low), writtenScore(language, interval.high))}`,
    answers: responses > 0 ? localCount(language, responses, texts.answers) : texts.noAnswers,
    verdict: row.isScored === false || isFewBefore ? null : texts.verdicts[verdict],
    mark: verdict === "clear_rise" ? "▲" : verdict === "clear_fall" ? "▼" : "",
    tone,
    ...INKS[tone],
    before: beforeWords({ language, texts }, row, isFewBefore),
    segments: segmentsOf({ language, texts }, row),
  };
}

function beforeWords({ language, texts }: Reader, { metric, before }: Scored, isFew: boolean): string | null {
  if (!before) return null;
  if (before.score === null) return isFew ? texts.before(texts.noAnswers) : null;
  const words = texts.before(shownScore(language, metric, before.score));
  return isFew ? `${words}, ${texts.verdicts.few_answers}` : words;
}

export function lookOfAsks(
  { language, texts }: Reader,
  row: { responseRate: number | null; coverage: number | null; asked: number; eligible: number },
) {
  const parts = texts.of(writtenCount(language, row.asked), writtenCount(language, row.eligible));
  return {
    rate:
      row.responseRate === null ? null : `${texts.responseRate} ${writtenShare(language, row.responseRate)}`,
    asked: row.eligible === 0 ? null : `${texts.asked} ${parts} (${writtenShare(language, row.coverage)})`,
  };
}

/** "51" of an NPS, "84 %" of a share. */
export function shownScore(language: string, metric: Metric, score: number | null): string {
  if (metric === "nps" || score === null) return writtenScore(language, score);
  return writtenPercent(language, Math.round(score));
}

/** Highest first. The widths are whole percent and together 100, because a table's cells must fill it. */
function segmentsOf({ language, texts }: Reader, { metric, responses, inCategories }: Scored) {
  const [low, mid, high] = categoriesOf(metric);
  const parts = [
    { category: high, count: inCategories.high, tone: "good" as const },
    { category: mid, count: inCategories.mid, tone: "mid" as const },
    { category: low, count: inCategories.low, tone: "bad" as const },
  ];
  const widths = wholePercents(parts.map(({ count }) => count));
  return parts.map(({ category, count, tone }, place) => ({
    category,
    label: texts.categories[category],
    count: writtenCount(language, count),
    share: writtenShare(language, responses === 0 ? null : count / responses),
    tone,
    colour: COLOURS[tone],
    width: widths[place]!,
    isDrawn: widths[place]! > 0,
  }));
}

/** Shares as whole percent that add up to 100: the largest remainders are rounded up. What is not nothing is at least 1. */
export function wholePercents(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, one) => sum + one, 0);
  if (total === 0) return counts.map(() => 0);
  const exact = counts.map((count) => (100 * count) / total);
  const whole = exact.map((share, place) => (counts[place]! > 0 ? Math.max(1, Math.floor(share)) : 0));
  for (let left = 100 - whole.reduce((sum, one) => sum + one, 0); left !== 0; left -= Math.sign(left)) {
    const gaps = exact.map((share, place) => (share - whole[place]!) * Math.sign(left));
    whole[gaps.indexOf(Math.max(...gaps))]! += Math.sign(left);
  }
  return whole;
}
