import type { Properties } from "../../records/customer.js";
import type { ReportProperty } from "../../records/reportSettings.js";
import * as responseCounts from "../../store/responseCounts.js";
import { dimensionOf, groupValueOf } from "./countAnswers.js";

/** What occurs at all occurs among so many. */
const SAMPLE = 1_000;

/** With more different values a table of them is no report. */
export const MANY_VALUES = 50;

export interface Suggestion extends ReportProperty {
  /** "event.region", "customer.plan" */
  dimension: string;
  /** How many different values there are among the newest answers. */
  values: number;
  /** How many of these have it. */
  answers: number;
  /** The most frequent values first, a few. */
  examples: string[];
  hasMany: boolean;
}

const EXAMPLES = 3;

/** What the newest answers could be broken down by, the most common first; lists and objects are no groups and left out. */
export async function suggestProperties(): Promise<Suggestion[]> {
  const found = new Map<string, ReportProperty & { counts: Map<string, number> }>();
  for (const { properties, segment } of await responseCounts.listNewestProperties(SAMPLE)) {
    gather(found, "event", properties ?? {});
    gather(found, "customer", segment ?? {});
  }
  return [...found]
    .map(([dimension, { of, name, counts }]) => ({
      of,
      name,
      dimension,
      values: counts.size,
      answers: [...counts.values()].reduce((total, one) => total + one, 0),
      examples: [...counts]
        .sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1))
        .slice(0, EXAMPLES)
        .map(([value]) => value),
      hasMany: counts.size > MANY_VALUES,
    }))
    .sort((a, b) => b.answers - a.answers || (a.dimension < b.dimension ? -1 : 1));
}

function gather(
  found: Map<string, ReportProperty & { counts: Map<string, number> }>,
  of: ReportProperty["of"],
  properties: Properties,
): void {
  for (const name of Object.keys(properties)) {
    const value = groupValueOf(properties, name);
    if (value === null) continue;
    const dimension = dimensionOf({ of, name });
    if (!found.has(dimension)) found.set(dimension, { of, name, counts: new Map() });
    const { counts } = found.get(dimension)!;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
}
