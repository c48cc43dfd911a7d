import { PERIODS, type PeriodName } from "../forms/periodForm.js";

const LABELS: Record<PeriodName, string> = {
  "7d": "7 days",
  "28d": "28 days",
  "90d": "Quarter",
  "12m": "12 months",
};

/** The periods that one tap chooses; `current` is null for an own range. */
export function presentPeriodTabs(current: PeriodName | null, hrefOf: (name: PeriodName) => string) {
  return (Object.keys(PERIODS) as PeriodName[]).map((name) => ({
    label: LABELS[name],
    href: hrefOf(name),
    isCurrent: name === current,
  }));
}
