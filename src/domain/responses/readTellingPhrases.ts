import type { Metric } from "../../records/metric.js";
import type { ResponseFilter } from "../../records/responseFilter.js";
import * as customers from "../../store/customers.js";
import { categoriesOf } from "../metrics/rules.js";
import { bothOf } from "./filterRules.js";
import { listResponses } from "./listResponses.js";
import { tellingPhrases, type Phrase, type Said } from "./phraseRules.js";
import type { Days } from "./walkResponses.js";

/** A list waits for it: the newest comments have to do, and those that are found in a moment. */
const SAMPLE = 1_000;
const BUDGET = { mostLookedAt: 5_000, mostMs: 100 };

const SHOWN = 6;

export interface TellingPhrases {
  /** How many comments were read. */
  sample: number;
  metrics: Metric[];
  /** Of the lowest, middle and highest categories. */
  levels: [Phrase[], Phrase[], Phrase[]];
}

/** What stands out in the newest comments that a filter means; null while there are too few to compare. */
export async function readTellingPhrases(filter: ResponseFilter, days: Days): Promise<TellingPhrases | null> {
  const wanted = bothOf({ hasComment: true }, filter);
  const { items } = await listResponses(wanted, { ...days, limit: SAMPLE }, BUDGET);
  const known = await customers.listByIds([...new Set(items.map(({ customer }) => customer))]);
  const names = new Map(known.map(({ id, name }) => [id, name]));
  const said = items.map(({ comment, language, metric, category, customer }): Said => {
    const name = names.get(customer);
    const level = (categoriesOf(metric) as string[]).indexOf(category) as Said["level"];
    return { text: comment, language, level, ...(name !== undefined && { name }) };
  });
  const levels = tellingPhrases(said, SHOWN);
  if (levels.every((phrases) => phrases.length === 0)) return null;
  return { sample: said.length, metrics: [...new Set(items.map(({ metric }) => metric))], levels };
}
