import { FEW_ANSWERS } from "../../domain/metrics/compareRules.js";
import type { TouchpointTrend } from "../../domain/metrics/readTrends.js";
import { presentScoreNumber } from "./numbers.js";

type Compared = Pick<TouchpointTrend, "metric" | "responses" | "before" | "change">;

/** A change in a word or two, as a chip; null when nothing is compared, or when nobody had answered before. */
export function presentChange({ metric, responses, before, change }: Compared) {
  if (!change || !before) return null;
  const isFew = responses < FEW_ANSWERS;
  if (!isFew && before.responses === 0) return null;
  const words = {
    clear_rise: { tone: "good", text: "clear rise", sign: "▲" },
    clear_fall: { tone: "bad", text: "clear fall", sign: "▼" },
    no_clear_change: { tone: "", text: "no clear change", sign: "" },
    few_answers: { tone: "warn", text: isFew ? "few answers" : "few answers before", sign: "" },
  }[change.verdict];
  return {
    ...words,
    difference: presentDifference(change.difference),
    before: before.score === null ? null : `${presentScoreNumber(before.score)}${unitOf(metric)}`,
  };
}

/** "+12", "−21", "±0"; null when one of the two is missing. Rounded once, from the unrounded scores. */
export function presentDifference(difference: number | null): string | null {
  if (difference === null) return null;
  const rounded = Math.round(difference);
  if (rounded === 0) return "±0";
  return rounded > 0 ? `+${rounded}` : presentScoreNumber(rounded);
}

/** What stands behind a score: nothing for an NPS, a percent sign for shares. */
export function unitOf(metric: TouchpointTrend["metric"]): string {
  return metric === "nps" ? "" : "\u00a0%";
}
