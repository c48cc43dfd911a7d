import type { TouchpointTrend } from "../../domain/metrics/readTrends.js";
import type { Period } from "../../domain/metrics/spanRules.js";
import type { Metric } from "../../records/metric.js";
import { presentChange, presentDifference, unitOf } from "./change.js";
import { presentPeriod } from "./dates.js";
import { categoryWord, METRIC_WORDS } from "./metricWords.js";
import { countOf, presentCount, presentScoreNumber } from "./numbers.js";

export interface ExplainedScore {
  summary: string;
  lines: { term: string; text: string }[];
}

/** What the middle of a formula is divided by, and what it means. */
const SCALES: Record<Metric, string> = {
  nps: "0 to 6 are detractors, 7 and 8 passives, 9 and 10 promoters",
  csat: "1 and 2 are dissatisfied, 3 neutral, 4 and 5 satisfied",
  ces: "1 to 3 are hard, 4 neutral, 5 to 7 easy",
};

/** How a score comes about, with its numbers put in: for the panel beside it. Null without answers. */
export function explainScore(
  row: TouchpointTrend,
  { compareWith, compared }: { compareWith: Period | null; compared: number },
): ExplainedScore | null {
  if (row.score === null) return null;
  const shown = `${presentScoreNumber(row.score)}${unitOf(row.metric)}`;
  return {
    summary: `How is ${shown} worked out?`,
    lines: [
      { term: "Counted", text: countedText(row) },
      { term: "Formula", text: `${formulaText(row)}, shown as ${shown}. Rounded once, at the end.` },
      ...(row.mean === null
        ? []
        : [
            {
              term: "Mean",
              text: `${row.mean.toFixed(2)} of 7: another scoring of the same answers, which does not compare with the share.`,
            },
          ]),
      { term: "How sure", text: intervalText(row) },
      ...(compareWith ? [{ term: "Change", text: changeText(row, compareWith, compared) }] : []),
      { term: "Left out", text: leftOutText(row) },
    ],
  };
}

function countedText({ metric, responses, categories }: TouchpointTrend): string {
  const parts = categories
    .toReversed()
    .map(({ category, count }) => `${presentCount(count)} ${categoryWord(category, count)}`);
  return `${countOf(responses, "answer")}: ${parts.join(", ")} (${SCALES[metric]}). Each counts on the day it was first given.`;
}

function formulaText({ metric, responses, inCategories, score }: TouchpointTrend): string {
  const { low, high } = inCategories;
  const result = score!.toFixed(1).replace("-", "−");
  return metric === "nps"
    ? `NPS = 100 × (${presentCount(high)} promoters − ${presentCount(low)} detractors) ÷ ${presentCount(responses)} = ${result}`
    : `${METRIC_WORDS[metric].name} = 100 × ${presentCount(high)} ÷ ${presentCount(responses)} = ${result}\u00a0%, the ${METRIC_WORDS[metric].method}, not the mean`;
}

function intervalText({ metric, responses, inCategories, interval }: TouchpointTrend): string {
  if (!interval) return "One answer has no interval: nobody can say how sure it is.";
  const [low, high] = [interval.low, interval.high].map(presentScoreNumber);
  const range = `${low} to ${high}${unitOf(metric)}: drawn by a method that holds the true score in 95 of 100 such samples. `;
  if (metric !== "nps")
    return `${range}Wilson's interval of ${presentCount(inCategories.high)} in ${presentCount(responses)}.`;
  const n = responses + 3;
  const [p, d] = [(inCategories.high + 0.75) / n, (inCategories.low + 0.75) / n];
  return (
    `${range}Adjusted Wald (Rocks 2016): three answers are added, ¾ of one to each end, so p = ${p.toFixed(3)} and ` +
    `d = ${d.toFixed(3)} of ${presentCount(n)}; 100 × [(p − d) ± 1.96 × √((p + d − (p − d)²) ÷ ${presentCount(n)})]. ` +
    "It does not lie evenly around the score."
  );
}

function changeText(row: TouchpointTrend, compareWith: Period, compared: number): string {
  const { metric, before, change } = row;
  const period = presentPeriod(compareWith.from, compareWith.to);
  if (!before || !change || before.score === null) return `Nobody answered from ${period}.`;
  const facts =
    `${presentScoreNumber(before.score)}${unitOf(metric)} from ${countOf(before.responses, "answer")} ` +
    `(${period}), so ${presentDifference(change.difference)} ${metric === "nps" ? "points" : "percentage points"}. `;
  if (change.verdict === "few_answers")
    return `${facts}Not tested: both periods need 30 answers. Small samples jump about.`;
  return (
    `${facts}If nothing had changed, chance alone would make such a difference or a larger one in ` +
    `${percent(change.pValue!)} of cases (two-sided z-test). Called “${presentChange(row)!.text}” after Benjamini and Hochberg's ` +
    `correction for the ${countOf(compared, "score")} tested on this page: of the changes called clear, one in twenty may be chance.`
  );
}

function leftOutText({ asked, delivered, answered, responses }: TouchpointTrend): string {
  const rates =
    delivered === 0
      ? ""
      : ` ${presentCount(delivered)} of ${presentCount(asked)} asks about events of these days arrived and ${presentCount(answered)} of them were answered` +
        `${answered === responses ? "." : "; answers count on their own day, so that number need not be the same."}`;
  return (
    "Score links that were fetched and never confirmed by a tap (mail scanners do that), and whoever was asked and " +
    `did not answer: silence is no score.${rates}`
  );
}

function percent(share: number): string {
  if (share < 0.001) return "less than 0.1\u00a0%";
  return `${(100 * share).toFixed(share < 0.1 ? 1 : 0)}\u00a0%`;
}
