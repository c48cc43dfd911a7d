import { COMPARISONS, periodQuery, type Comparison, type Period } from "../forms/periodForm.js";
import { presentPeriodTabs } from "./periodTabs.js";
import { addressOf } from "./address.js";
import { presentPeriod, zoneName } from "./dates.js";
import type { PresentedForm } from "./form.js";
import { presentOptions } from "./options.js";

const COMPARISON_LABELS: Record<Comparison, string> = {
  previous: "as many days before",
  year: "the same days a year before",
  own: "days of my own",
  none: "nothing",
};

/** A page over a period: its address, and what else of it must not be lost when another period is chosen. */
export interface PeriodPage {
  path: string;
  kept?: Record<string, string>;
}

/** The choice of a period at the head of a page, and its days in words. */
export function presentPeriodHead(
  period: Period,
  zone: string,
  form: PresentedForm,
  { path, kept = {} }: PeriodPage,
) {
  const { from, to, compareWith } = period;
  const when = `${presentPeriod(from, to)}, ${zoneName(zone)}`;
  const than = compareWith && presentPeriod(compareWith.from, compareWith.to);
  return {
    days: when,
    when: than ? `${when}, compared with ${than}` : when,
    periods: presentPeriodTabs(period.name, (one) =>
      addressOf(path, { ...kept, ...periodQuery({ ...period, name: one }) }),
    ),
    range: {
      path,
      kept: Object.entries(kept).map(([name, value]) => ({ name, value })),
      ...presentRange(period, form),
    },
  };
}

/** The fields of an own range: what was typed if it was wrong, else the days that are shown. */
function presentRange(
  { from, to, name, comparison, compareWith }: Period,
  { values, errors }: PresentedForm,
) {
  const isWrong = Object.keys(errors).length > 0;
  const own = comparison === "own" ? compareWith : null;
  const shown = { from, to, compareFrom: own?.from, compareTo: own?.to };
  return {
    ...(isWrong ? values : shown),
    errors,
    comparisons: presentOptions(
      COMPARISONS.map((value) => ({ value, label: COMPARISON_LABELS[value] })),
      isWrong ? values["compare"] : comparison,
    ),
    isOpen: isWrong || name === null || comparison !== "previous",
  };
}
