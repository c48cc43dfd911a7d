import type { Breakdown } from "../../records/rollup.js";

/** A property with more values than this in a day or a month is no group but a number of its own for everybody. */
export const MOST_VALUES = 500;

/** How many of the first columns add up to the answers: lowest, middle, highest category. */
const CATEGORIES = 3;

/**
 * Breakdowns that fit into a document: of a property with too many values those with the most answers are kept, and it
 * says so. Teams, agents, channels and languages are never cut.
 */
export function cutBreakdowns(breakdowns: readonly Breakdown[], columns: number): Breakdown[] {
  return breakdowns.map((one) => (isOfProperty(one) ? cut(one, columns) : one));
}

function isOfProperty({ dimension }: Breakdown): boolean {
  return dimension.startsWith("event.") || dimension.startsWith("customer.");
}

function cut(breakdown: Breakdown, columns: number): Breakdown {
  const { dimension, values, counts } = breakdown;
  if (values.length <= MOST_VALUES) return breakdown;
  const numbers = (place: number) => counts.slice(place * columns, (place + 1) * columns);
  const answers = values.map((_, place) =>
    numbers(place)
      .slice(0, CATEGORIES)
      .reduce((total, one) => total + one, 0),
  );
  const kept = values
    .map((_, place) => place)
    .sort((a, b) => answers[b]! - answers[a]! || a - b)
    .slice(0, MOST_VALUES)
    .sort((a, b) => a - b);
  return {
    dimension,
    values: kept.map((place) => values[place]!),
    counts: kept.flatMap(numbers),
    isCut: true,
  };
}
