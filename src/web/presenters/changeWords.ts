import type { Change, Verdict } from "../../domain/metrics/compareRules.js";
import type { FilterScore } from "../../domain/views/readViewScores.js";
import type { Metric } from "../../records/metric.js";
import { countOf, presentScoreNumber } from "./numbers.js";

const VERDICTS: Record<Verdict, { word: string; tone: string }> = {
  clear_rise: { word: "clear rise", tone: "good" },
  clear_fall: { word: "clear fall", tone: "bad" },
  no_clear_change: { word: "no clear change", tone: "" },
  few_answers: { word: "few answers", tone: "warn" },
};

/** How a score changed against the period before: a verdict, and both sides with what they rest on. */
export function changeInWords(
  metric: Metric,
  {
    current,
    previous,
    change: { difference, verdict },
  }: { current: FilterScore; previous: FilterScore; change: Change & { verdict: Verdict } },
) {
  if (current.score === null) return null;
  if (previous.score === null || difference === null)
    return { word: "nothing to compare", tone: "", text: "Nobody answered in the period before." };
  return { ...VERDICTS[verdict], text: `${signed(difference, metric)} against ${sideInWords(previous)}` };
}

/** "34 (29 to 40) from 210 answers" */
export function sideInWords({
  score,
  interval,
  responses,
}: Pick<FilterScore, "score" | "interval" | "responses">) {
  const range = interval
    ? ` (${presentScoreNumber(interval.low)} to ${presentScoreNumber(interval.high)})`
    : "";
  return `${presentScoreNumber(score)}${range} from ${countOf(responses, "answer")}`;
}

/** "+3 points", "−12 points"; of a share it is percentage points. */
export function signed(difference: number, metric: Metric): string {
  const rounded = Math.round(difference);
  const unit = metric === "nps" ? "point" : "percentage point";
  const sign = rounded > 0 ? "+" : "";
  return `${sign}${presentScoreNumber(rounded)} ${Math.abs(rounded) === 1 ? unit : `${unit}s`}`;
}
