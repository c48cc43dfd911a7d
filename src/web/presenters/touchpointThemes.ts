import type { ThemeCount, Themes } from "../../domain/metrics/themeRules.js";
import type { Metric } from "../../records/metric.js";
import { categoriesOf } from "../../domain/metrics/rules.js";
import type { Translations } from "../../records/survey.js";
import { addressOf } from "./address.js";
import { categoryWord } from "./metricWords.js";
import { countOf, presentCount, presentShare } from "./numbers.js";
import type { ChartScope } from "./touchpointCharts.js";

/** More of one question, or more tags, say little each. */
const MOST_SHOWN = 8;

/** What people talk about: choices of further questions, and tags. */
export function presentThemes(scope: ChartScope, { questions, tags, responses, isCut }: Themes) {
  const { touchpoint, metric, from, to, mayReadResponses } = scope;
  return {
    isEmpty: questions.length + tags.length === 0,
    basis: isCut ? `In the newest ${countOf(responses, "answer")} of the period.` : null,
    questions: questions.map(({ text, answered, options }) => ({
      title: textOf(text),
      answered: `${countOf(answered, "person", "people")} answered`,
      rows: options
        .slice(0, MOST_SHOWN)
        .map((option) => ({ label: textOf(option.text), ...presentTheme(option, answered, metric) })),
    })),
    tags: tags.slice(0, MOST_SHOWN).map(({ tag, ...counts }) => ({
      label: tag,
      ...presentTheme(counts, responses, metric),
      href: mayReadResponses && addressOf("/responses", { touchpoint, metric, tag, from, to }),
    })),
  };
}

function presentTheme({ count, lowest }: ThemeCount, of: number, metric: Metric) {
  const [low] = categoriesOf(metric);
  return {
    count: presentCount(count),
    share: presentShare(of === 0 ? null : count / of),
    width: of === 0 ? 0 : Math.round((1000 * count) / of) / 10,
    lowest: lowest === 0 ? null : `${presentCount(lowest)} ${categoryWord(low, lowest)}`,
  };
}

/** The console is English; a survey need not be. */
function textOf(texts: Translations): string {
  return texts["en"] ?? Object.values(texts)[0] ?? "";
}
