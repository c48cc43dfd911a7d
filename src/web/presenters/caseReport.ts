import { stringify } from "csv-stringify/sync";
import type { CauseChoice } from "../../domain/cases/readCauses.js";
import type { ServiceLevel, ServiceReport, Share } from "../../domain/cases/readServiceLevel.js";
import type { Team } from "../../records/team.js";
import type { Touchpoint } from "../../records/touchpoint.js";
import { REPORT_GROUPS, type ReportGroup } from "../../store/caseReports.js";
import type { CaseReportQuery } from "../forms/caseReportForm.js";
import { presentPeriodTabs } from "./periodTabs.js";
import { addressOf } from "./address.js";
import { minutesWords } from "./caseWords.js";
import { presentPeriod, zoneName } from "./dates.js";
import type { PresentedForm } from "./form.js";
import { presentCount, presentShare } from "./numbers.js";

const LABELS: Record<ReportGroup, string> = { team: "Team", cause: "Cause", touchpoint: "Touchpoint" };

const NONE: Record<ReportGroup, string> = {
  team: "No team",
  cause: "Not resolved yet",
  touchpoint: "No touchpoint",
};

/** Below so many a share says little: it is called so. */
const FEW = 30;

export interface ReportFacts {
  query: CaseReportQuery;
  report: ServiceReport;
  teams: Team[];
  causes: CauseChoice[];
  touchpoints: Touchpoint[];
  zone: string;
}

/** How well we keep our word, and whether it helped. */
export function presentCaseReport({ query, report, zone, ...known }: ReportFacts, form: PresentedForm) {
  const { from, to, name, by } = query;
  const nameOf = namesOf(by, known);
  const range = name ? { period: name } : { from, to };
  return {
    title: "How cases went",
    when: `Cases opened ${presentPeriod(from, to)}, ${zoneName(zone)}`,
    periods: presentPeriodTabs(name, (one) => addressOf("/cases/report", { period: one, by })),
    groups: REPORT_GROUPS.map((one) => ({
      label: LABELS[one],
      href: addressOf("/cases/report", { ...range, by: one }),
      isCurrent: one === by,
    })),
    range: {
      from,
      to,
      errors: form.errors,
      isOpen: name === null || Object.keys(form.errors).length > 0,
      by,
    },
    label: LABELS[by],
    total: presentLevel(report.total, "All cases"),
    rows: report.rows.map((row) => presentLevel(row, nameOf(row.group))),
    csvHref: addressOf("/cases/report.csv", { from, to, by }),
    isEmpty: report.total.opened === 0,
  };
}

function namesOf(
  by: ReportGroup,
  { teams, causes, touchpoints }: Pick<ReportFacts, "teams" | "causes" | "touchpoints">,
): (group: string | null) => string {
  const names = new Map<string, string>(
    {
      team: teams.map(({ key, name }) => [key, name] as const),
      cause: causes.map(({ key, path }) => [key, path] as const),
      touchpoint: touchpoints.map(({ key, name }) => [key, name] as const),
    }[by],
  );
  return (group) => (group === null ? NONE[by] : (names.get(group) ?? group));
}

function presentLevel(level: ServiceLevel, name: string) {
  const { firstScore, recoveredScore } = level;
  return {
    name,
    opened: presentCount(level.opened),
    open: presentCount(level.open),
    contact: presentTimes(level.contactMedian, level.contactInTime),
    resolve: presentTimes(level.resolveMedian, level.resolvedInTime),
    cameBack: presentPart(level.cameBack),
    askedAgain: presentCount(level.askedAgain),
    recovered: presentPart(level.recovered),
    scores:
      firstScore !== null && recoveredScore !== null
        ? `${firstScore.toFixed(1)} → ${recoveredScore.toFixed(1)}`
        : null,
  };
}

function presentTimes(median: number | null, inTime: Share) {
  return median === null ? null : { median: minutesWords(median), inTime: presentPart(inTime) };
}

/** "82 %", of how many, and how sure that is; null of none. */
function presentPart({ count, of, interval }: Share) {
  if (!interval) return null;
  return {
    share: presentShare(count / of),
    of: `${presentCount(count)} of ${presentCount(of)}`,
    interval: `${Math.round(100 * interval.low)} to ${Math.round(100 * interval.high)}\u00a0%`,
    isFew: of < FEW,
  };
}

/** One row for each group, as programs and spreadsheets read it; what a spreadsheet would run is made harmless. */
export function toReportCsv({ total, rows }: ServiceReport, by: ReportGroup): string {
  const line = (level: ServiceLevel) => [
    level.group ?? "",
    level.opened,
    level.open,
    level.resolved,
    level.contactMedian,
    level.contactInTime.count,
    level.contactInTime.of,
    level.resolveMedian,
    level.resolvedInTime.count,
    level.resolvedInTime.of,
    level.cameBack.count,
    level.askedAgain,
    level.recovered.count,
    level.recovered.of,
    level.firstScore,
    level.recoveredScore,
  ];
  const columns = [
    by,
    "opened",
    "open",
    "resolved",
    "contact_median_minutes",
    "contact_in_time",
    "contacted",
    "resolve_median_minutes",
    "resolved_in_time",
    "resolved_with_due_time",
    "came_back",
    "asked_again",
    "recovered",
    "answered_again",
    "mean_first_score",
    "mean_recovered_score",
  ];
  return stringify([...rows, total].map(line), { header: true, columns, escape_formulas: true });
}
