import { DateTime } from "luxon";
import type { Alert, AlertFault, AlertMeasure, AlertSide } from "../../records/alert.js";
import type { Metric } from "../../records/metric.js";
import { intervalOf, rateOf, scoreOf, wilsonInterval } from "../metrics/formulas.js";
import { filterInWords, type FilterNames } from "../views/filterWords.js";
import { wholeOf } from "./measureRules.js";

const MINUS = "\u2212";

/** What has a name, for what an alert watches. */
export interface WatchNames extends FilterNames {
  views: ReadonlyMap<string, string>;
}

type Watched = Pick<Alert, "kind" | "view" | "filter" | "touchpoint" | "metric" | "days">;

/** "NPS of Support call", "Coverage of Installation", "Responses of view “North”". */
export function watchedInWords(alert: Watched, names: WatchNames): string {
  const { kind, view, filter, touchpoint = "", metric } = alert;
  const of =
    view !== undefined
      ? `view “${names.views.get(view) ?? view}”`
      : (names.touchpoints.get(touchpoint) ?? touchpoint);
  switch (kind) {
    case "response":
      return view === undefined ? filterInWords(filter ?? {}, names) : `Responses of ${of}`;
    case "score":
      return `${metric!.toUpperCase()} of ${of}`;
    case "response_rate":
      return `Response rate of ${of}`;
    case "coverage":
      return `Coverage of ${of}`;
  }
}

/** When it has something to tell: "A response matches", "The last 7 days clearly fall below the 7 before, on two days". */
export function conditionInWords({ kind, days }: Watched): string {
  if (kind === "response") return "Told of each one, once.";
  const ripe = kind === "score" ? "" : " of those that had a week to be answered";
  return `Told when ${days} days${ripe} are clearly below the ${days} days before, and still are on a later day.`;
}

/** "31 (24 to 38) from 210 answers, 14 Sep to 20 Sep 2026"; "nothing" where there is none. */
export function sideInWords(side: AlertSide, { kind, metric }: Pick<Watched, "kind" | "metric">): string {
  const when = periodInWords(side);
  const whole = wholeOf(side);
  if (whole === 0) return `nothing, ${when}`;
  const { value, low, high } = side.counts ? ofScore(metric!, side.counts) : ofShare(side.share!);
  const unit = metric === "nps" && side.counts ? "" : "\u00a0%";
  const range = low === null ? "" : ` (${round(low)} to ${round(high)})`;
  return `${round(value)}${unit}${range} from ${countOf(whole, kind)}, ${when}`;
}

/** What clearly fell, by how much and from what, and how sure that is: two sentences. */
export function fallInWords(
  alert: Watched,
  { current, previous, difference, pValue }: AlertMeasure,
  names: WatchNames,
): { lead: string; what: string; sure: string } {
  const points = Math.abs(Math.round(difference!));
  const unit = alert.metric === "nps" && current.counts ? "point" : "percentage point";
  const by = `${points} ${unit}${points === 1 ? "" : "s"}`;
  const subject = watchedInWords(alert, names);
  return {
    lead: `${subject} fell by ${by}`,
    what: `The ${alert.kind === "score" ? subject : subject.toLowerCase().slice(0, 1) + subject.slice(1)} clearly fell by ${by}: ${sideInWords(current, alert)}, after ${sideInWords(previous, alert)}.`,
    sure: `It did so on an earlier day, too; chance alone makes such a change ${chanceInWords(pValue)}.`,
  };
}

/** Why an alert cannot be judged. */
export function faultInWords(
  fault: AlertFault,
  { view, touchpoint }: Pick<Watched, "view" | "touchpoint">,
): string {
  switch (fault) {
    case "view_gone":
      return `The view ${view} does not exist any more, so this cannot be judged.`;
    case "touchpoint_gone":
      return `The touchpoint ${touchpoint} does not exist any more, so this cannot be judged.`;
    case "few":
      return "Fewer than 30 on one of the two sides: too few to judge.";
    case "counting":
      return "Its answers are still being counted.";
  }
}

/** "about once in 140 times" */
function chanceInWords(pValue: number | null): string {
  if (pValue === null || pValue < 0.001) return "less than once in 1,000 times";
  return `about once in ${Math.round(1 / pValue).toLocaleString("en")} times`;
}

function ofScore(metric: Metric, counts: { low: number; mid: number; high: number }) {
  const interval = intervalOf(metric, counts);
  return { value: scoreOf(metric, counts)!, low: interval?.low ?? null, high: interval?.high ?? 0 };
}

function ofShare({ part, whole }: { part: number; whole: number }) {
  const interval = wilsonInterval(part, whole)!;
  return { value: 100 * rateOf(part, whole)!, low: 100 * interval.low, high: 100 * interval.high };
}

function countOf(count: number, kind: Alert["kind"]): string {
  const one = kind === "score" ? "answer" : kind === "coverage" ? "event" : "ask";
  return `${count.toLocaleString("en")}\u00a0${count === 1 ? one : `${one}s`}`;
}

function round(number: number): string {
  const rounded = Math.round(number);
  return rounded < 0 ? `${MINUS}${-rounded}` : `${Math.abs(rounded)}`;
}

function periodInWords({ from, to }: AlertSide): string {
  const day = (text: string, format: string) =>
    DateTime.fromISO(text, { zone: "utc" }).setLocale("en").toFormat(format);
  const isSameYear = from.slice(0, 4) === to.slice(0, 4);
  return `${day(from, isSameYear ? "d LLL" : "d LLL yyyy")} to ${day(to, "d LLL yyyy")}`;
}
