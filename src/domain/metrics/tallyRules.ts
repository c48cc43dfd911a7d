import type { Breakdown } from "../../records/rollup.js";

/** Numbers by value, while they are added up. */
export interface Tally {
  width: number;
  totals: Map<string, number[]>;
  labels: Map<string, string>;
}

/** Nothing counted yet; each value will have `width` numbers. */
export function emptyTally(width: number): Tally {
  return { width, totals: new Map(), labels: new Map() };
}

/** The numbers of a value, to be added to; its last label is remembered. */
export function numbersOf({ totals, labels, width }: Tally, value: string, label?: string): number[] {
  if (label) labels.set(value, label);
  let numbers = totals.get(value);
  if (!numbers) totals.set(value, (numbers = Array<number>(width).fill(0)));
  return numbers;
}

/** As it is stored: in the order of the values, so that the same counts are the same document. */
export function toBreakdown(dimension: string, { totals, labels }: Tally): Breakdown {
  const values = [...totals.keys()].sort();
  return {
    dimension,
    values,
    ...(labels.size > 0 && { labels: values.map((value) => labels.get(value) ?? "") }),
    counts: values.flatMap((value) => totals.get(value)!),
  };
}
