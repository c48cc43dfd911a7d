import type { TellingPhrases } from "../../domain/responses/readTellingPhrases.js";
import { categoriesOf } from "../../domain/metrics/rules.js";
import type { ResponseQuery } from "../forms/responseFilterForm.js";
import { filterAddress } from "./filterAddress.js";
import { categoryWord } from "./metricWords.js";
import { presentCount } from "./numbers.js";

const TONES = ["bad", "", "good"] as const;

/** What stands out in the comments of a list, each phrase with the answers that have it; null when nothing does. */
export function presentPhrases(found: TellingPhrases | null, query: ResponseQuery) {
  if (!found) return null;
  const { sample, metrics, levels } = found;
  const groups = levels.map((phrases, level) => {
    const categories = metrics.map((metric) => categoriesOf(metric)[level]!);
    const name = [...new Set(categories.map((one) => categoryWord(one, 2)))].join(", ");
    return {
      name: name[0]!.toUpperCase() + name.slice(1),
      tone: TONES[level],
      phrases: phrases.map(({ phrase, count }) => ({
        phrase,
        count: presentCount(count),
        href: filterAddress("/responses", {
          ...query,
          filter: { ...query.filter, categories: [...new Set(categories)], text: phrase },
        }),
      })),
    };
  });
  return { sample: presentCount(sample), groups: groups.filter(({ phrases }) => phrases.length > 0) };
}
