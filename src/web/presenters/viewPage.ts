import {
  filterInWords,
  listMissing,
  missingInWords,
  type FilterNames,
} from "../../domain/views/filterWords.js";
import type { FilterScore, ViewScore, ViewScores } from "../../domain/views/readViewScores.js";
import { FEW_ANSWERS } from "../../domain/metrics/compareRules.js";
import { namedCounts } from "../../domain/metrics/formulas.js";
import { isScored } from "../../domain/views/rules.js";
import type { Alert } from "../../records/alert.js";
import type { Metric } from "../../records/metric.js";
import type { User } from "../../records/user.js";
import type { View } from "../../records/view.js";
import { type Period } from "../forms/periodForm.js";
import { presentPeriodTabs } from "./periodTabs.js";
import { presentBand } from "./band.js";
import { addressOf } from "./address.js";
import { presentPeriod, zoneName } from "./dates.js";
import { filterAddress } from "./filterAddress.js";
import type { PresentedForm } from "./form.js";
import { categoryWord, METRIC_WORDS, toneOf } from "./metricWords.js";
import { countOf, presentCount, presentScoreNumber } from "./numbers.js";
import { changeInWords } from "./changeWords.js";

/** So often a page looks again while its answers are being counted. */
const REFRESH_SECONDS = 3;

export interface ViewPageFacts {
  view: View;
  scores: ViewScores;
  names: FilterNames;
  owner: User | null;
  period: Period;
  alerts: readonly Alert[];
  zone: string;
}

/** What a view means, and how its answers come out in a period. */
export function presentViewPage(facts: ViewPageFacts, { values, errors }: PresentedForm) {
  const { view, scores, names, owner, period, zone } = facts;
  const { key, name, filter, isShared } = view;
  const { from, to } = period;
  const path = `/views/${key}`;
  const isWrong = Object.keys(errors).length > 0;
  return {
    title: name,
    key,
    words: `${filterInWords(filter, names)}.`,
    missing: missingOf(facts),
    whose: isShared ? `Shared by ${owner?.name ?? "a program"}` : "Only you see it",
    when: `${presentPeriod(from, to)}, ${zoneName(zone)}`,
    before: presentPeriod(scores.previousPeriod.from, scores.previousPeriod.to),
    periods: presentPeriodTabs(period.name, (one) => addressOf(path, { period: one })),
    path,
    range: { ...(isWrong ? values : { from, to }), errors, isOpen: isWrong || period.name === null },
    rows: scores.rows.map((row) => presentRow(row, facts)),
    counting: scores.counting && presentCounting(scores.counting),
    refreshSeconds: scores.counting ? REFRESH_SECONDS : null,
    responsesHref: filterAddress("/responses", { filter: {}, view: key, ...daysOf(period) }),
    allHref: filterAddress("/responses", { filter: {}, view: key }),
    filterHref: filterAddress("/responses", { filter }),
    alertHref: isScored(filter) && addressOf("/alerts/new", { kind: "score", view: key }),
    responseAlertHref: addressOf("/alerts/new", { kind: "response", view: key }),
    alerts: facts.alerts.map((alert) => ({ href: `/alerts/${alert.key}`, name: alert.name })),
  };
}

/** Touchpoints have to exist; of teams and tags it is said only where no answer has them. */
function missingOf({ view: { filter }, scores, names }: ViewPageFacts): string[] {
  const hasAnswers = scores.rows.length > 0 || scores.counting !== null;
  const known = hasAnswers ? { touchpoints: names.touchpoints } : { ...names, tags: new Set<string>() };
  return listMissing(filter, known).map(missingInWords);
}

function daysOf({ name, from, to }: Period) {
  return name ? { period: name } : { from, to };
}

function presentCounting({ counted, of }: { counted: number; of: number }) {
  return { counted: presentCount(counted), of: presentCount(of), percent: Math.round((100 * counted) / of) };
}

function presentRow({ metric, isScored, current, previous, change }: ViewScore, facts: ViewPageFacts) {
  const { view, period, scores } = facts;
  const words = METRIC_WORDS[metric];
  const isCounted = scores.counting === null;
  const shown = isScored ? current : { ...current, score: null, interval: null };
  return {
    metric: words.name,
    method: words.method,
    isScored,
    score: presentScoreNumber(shown.score),
    unit: metric === "nps" || shown.score === null ? "" : "\u00a0%",
    answers: countOf(current.responses, "answer"),
    answersHref: filterAddress("/responses", { filter: { metric }, view: view.key, ...daysOf(period) }),
    isFew: isScored && current.responses > 0 && current.responses < FEW_ANSWERS,
    hasAnswers: current.responses > 0,
    mean: current.mean === null ? null : current.mean.toFixed(1),
    band: presentBand(metric, shown),
    categories: presentCategories(metric, current, facts),
    change: isScored && isCounted ? changeInWords(metric, { current, previous, change }) : null,
    previousAnswers: isCounted && !isScored ? countOf(previous.responses, "answer") : null,
  };
}

/** Highest first, as the bar is drawn. */
function presentCategories(
  metric: Metric,
  { responses, categories }: FilterScore,
  { view, period }: ViewPageFacts,
) {
  return namedCounts(metric, categories)
    .toReversed()
    .map(({ category, count }) => ({
      count: presentCount(count),
      word: categoryWord(category, count),
      tone: toneOf(metric, category) || "mid",
      width: responses === 0 ? 0 : round((100 * count) / responses),
      href: filterAddress("/responses", {
        filter: { metric, categories: [category] },
        view: view.key,
        ...daysOf(period),
      }),
    }));
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
