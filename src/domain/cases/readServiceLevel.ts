import * as caseReports from "../../store/caseReports.js";
import type { CaseCount, DurationCount, RecoveryCount, ReportQuery } from "../../store/caseReports.js";
import { wilsonInterval } from "../metrics/formulas.js";

/** Of how many something is true; the interval is Wilson's, 0..1, null of none. */
export interface Share {
  count: number;
  of: number;
  interval: { low: number; high: number } | null;
}

/** How a team kept its word, or how often a cause comes back. */
export interface ServiceLevel {
  /** The key of the team, cause or touchpoint; null for cases without one, "all" in the sum. */
  group: string | null;
  opened: number;
  open: number;
  resolved: number;
  /** Business minutes; null when nothing has come so far. */
  contactMedian: number | null;
  resolveMedian: number | null;
  contactInTime: Share;
  resolvedInTime: Share;
  /** Of those resolved: the customer had another case within ninety days. */
  cameBack: Share;
  askedAgain: number;
  /** Of those who answered when asked again: no longer in the lowest category. */
  recovered: Share;
  /** Means over those who answered again by the same metric; null without any. */
  firstScore: number | null;
  recoveredScore: number | null;
}

export interface ServiceReport {
  total: ServiceLevel;
  /** Most cases first. */
  rows: ServiceLevel[];
}

/** What became of the cases opened in a period, in all and by team, cause or touchpoint. */
export async function readServiceLevel(query: ReportQuery): Promise<ServiceReport> {
  const [alike, contacts, resolutions, recoveries] = await Promise.all([
    caseReports.countAlike(query),
    caseReports.countDurations(query, "contactMinutes"),
    caseReports.countDurations(query, "resolveMinutes"),
    caseReports.countRecoveries(query),
  ]);
  const levelOf = (group: string | null, isIn: (one: { group: string | null }) => boolean) =>
    toLevel(group, {
      alike: alike.filter(isIn),
      contacts: contacts.filter(isIn),
      resolutions: resolutions.filter(isIn),
      recoveries: recoveries.filter(isIn),
    });
  const groups = [...new Set(alike.map(({ group }) => group ?? null))];
  const rows = groups.map((group) => levelOf(group, (one) => (one.group ?? null) === group));
  rows.sort((a, b) => b.opened - a.opened || ((a.group ?? "") < (b.group ?? "") ? -1 : 1));
  return { total: levelOf("all", () => true), rows };
}

interface Counts {
  alike: CaseCount[];
  contacts: DurationCount[];
  resolutions: DurationCount[];
  recoveries: RecoveryCount[];
}

function toLevel(group: string | null, { alike, contacts, resolutions, recoveries }: Counts): ServiceLevel {
  const count = (is: (one: CaseCount) => boolean) => sum(alike.filter(is));
  const share = (is: (one: CaseCount) => boolean, of: (one: CaseCount) => boolean): Share => {
    const [part, all] = [count((one) => of(one) && is(one)), count(of)];
    return { count: part, of: all, interval: wilsonInterval(part, all) };
  };
  return {
    group,
    opened: count(() => true),
    open: count(({ isActive }) => isActive),
    resolved: count(({ isActive }) => !isActive),
    contactMedian: median(contacts),
    resolveMedian: median(resolutions),
    contactInTime: share(
      ({ isContactInTime }) => isContactInTime === true,
      ({ isContactInTime }) => isContactInTime !== undefined,
    ),
    resolvedInTime: share(
      ({ isResolvedInTime }) => isResolvedInTime === true,
      ({ isResolvedInTime }) => isResolvedInTime !== undefined,
    ),
    cameBack: share(
      ({ cameBack }) => cameBack === true,
      ({ isActive }) => !isActive,
    ),
    askedAgain: count(({ isAskedAgain }) => isAskedAgain === true),
    recovered: share(
      ({ isRecovered }) => isRecovered === true,
      ({ isRecovered }) => isRecovered !== undefined,
    ),
    firstScore: mean(recoveries, ({ score }) => score),
    recoveredScore: mean(recoveries, ({ again }) => again),
  };
}

/** The middle one, the lower of two; null of none. */
function median(counts: readonly DurationCount[]): number | null {
  const sorted = [...counts].sort((a, b) => a.minutes - b.minutes);
  let left = Math.ceil(sum(sorted) / 2);
  for (const { minutes, count } of sorted) {
    left -= count;
    if (left <= 0) return minutes;
  }
  return null;
}

function mean(counts: readonly RecoveryCount[], valueOf: (one: RecoveryCount) => number): number | null {
  const all = sum(counts);
  return all === 0 ? null : counts.reduce((total, one) => total + valueOf(one) * one.count, 0) / all;
}

function sum(counts: readonly { count: number }[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}
