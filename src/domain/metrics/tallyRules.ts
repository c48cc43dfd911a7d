import type { Breakdown } from "../../records/rollup.js";

/** Numbers by value, while they are added up. */
export interface Tally {
  width: number;
  totals: Map<string, number[]>;
  labels: Map<string, string>;
  teams: Map<string, string>;
  isCut: boolean;
}

/** What is known of a value beside its numbers. */
export interface About {
  label?: string | undefined;
  team?: string | undefined;
}

/** Nothing counted yet; each value will have `width` numbers. */
export function emptyTally(width: number): Tally {
  return { width, totals: new Map(), labels: new Map(), teams: new Map(), isCut: false };
}

/** The numbers of a value, to be added to; its last label and team are remembered. */
export function numbersOf(
  { totals, labels, teams, width }: Tally,
  value: string,
  { label, team }: About = {},
): number[] {
  if (label) labels.set(value, label);
  if (team) teams.set(value, team);
  let numbers = totals.get(value);
  if (!numbers) totals.set(value, (numbers = Array<number>(width).fill(0)));
  return numbers;
}

/** As it is stored: in the order of the values, so that the same counts are the same document. */
export function toBreakdown(dimension: string, { totals, labels, teams, isCut }: Tally): Breakdown {
  const values = [...totals.keys()].sort();
  return {
    dimension,
    values,
    ...(labels.size > 0 && { labels: values.map((value) => labels.get(value) ?? "") }),
    ...(teams.size > 0 && { teams: values.map((value) => teams.get(value) ?? "") }),
    ...(isCut && { isCut }),
    counts: values.flatMap((value) => totals.get(value)!),
  };
}
