import type { Metric } from "../../records/metric.js";
import type { Properties } from "../../records/customer.js";
import type { ReportProperty } from "../../records/reportSettings.js";
import type { ResponseFlag } from "../../records/response.js";
import type { Breakdown } from "../../records/rollup.js";
import * as responseCounts from "../../store/responseCounts.js";
import type { CountedResponse } from "../../store/responseCounts.js";
import { cutBreakdowns } from "./cutRules.js";
import { categoryOf, categoriesOf, scoresOf } from "./rules.js";
import { emptyTally, numbersOf, toBreakdown, type Tally } from "./tallyRules.js";

/** What is known of each group of answers: enough for score, interval and mean. */
export const ANSWER_COLUMNS = ["low", "mid", "high", "total"];

const TOTAL = ANSWER_COLUMNS.indexOf("total");

/** A longer text is no group. */
const MOST_LENGTH = 80;

export interface CountedAnswers {
  counts: number[];
  columns: string[];
  breakdowns: Breakdown[];
}

/** Counts the answers of some days of one touchpoint and metric, as they are stored now; a day without answers is there too. */
export async function countAnswers(
  of: { touchpoint: string; metric: Metric; days: readonly string[] },
  properties: readonly ReportProperty[],
): Promise<Map<string, CountedAnswers>> {
  const empty = (): CountedDay => ({
    counts: Array<number>(scoresOf(of.metric).length).fill(0),
    tallies: new Map(),
  });
  const days = new Map(of.days.map((day) => [day, empty()]));
  for await (const part of responseCounts.listToCount(of)) {
    for (const answer of part) countOne(answer, { ...of, properties }, days.get(answer.day)!);
  }
  return new Map(
    [...days].map(([day, { counts, tallies }]) => [
      day,
      {
        counts,
        columns: ANSWER_COLUMNS,
        breakdowns: cutBreakdowns(
          [...tallies].map(([dimension, tally]) => toBreakdown(dimension, tally)),
          ANSWER_COLUMNS.length,
        ),
      },
    ]),
  );
}

interface CountedDay {
  counts: number[];
  tallies: Map<string, Tally>;
}

function countOne(
  answer: CountedResponse,
  { metric, properties }: { metric: Metric; properties: readonly ReportProperty[] },
  { counts, tallies }: CountedDay,
): void {
  counts[answer.score - scoresOf(metric)[0]!]! += 1;
  const place = categoriesOf(metric).indexOf(categoryOf(metric, answer.score));
  for (const { dimension, value, label } of groupsOf(answer, properties)) {
    let tally = tallies.get(dimension);
    if (!tally) tallies.set(dimension, (tally = emptyTally(ANSWER_COLUMNS.length)));
    const numbers = numbersOf(tally, value, { label });
    numbers[place]! += 1;
    numbers[TOTAL]! += answer.score;
  }
}

/** Answers with a flag, by the flag. */
export const FLAGS = "flag";

/** The name under which the answers with a flag are counted by agent: few are, so that this costs next to nothing. */
export function flagDimension(flag: ResponseFlag): string {
  return `${FLAGS}.${flag}`;
}

/** The name under which a property is broken down. */
export function dimensionOf({ of, name }: ReportProperty): string {
  return `${of}.${name}`;
}

function* groupsOf(answer: CountedResponse, properties: readonly ReportProperty[]) {
  const { team, agent, channel, language } = answer;
  if (team) yield { dimension: "team", value: team };
  if (agent) yield { dimension: "agent", value: agent.id, label: agent.name };
  yield { dimension: "channel", value: channel };
  yield { dimension: "language", value: language };
  for (const flag of answer.flags ?? []) {
    yield { dimension: FLAGS, value: flag };
    if (agent) yield { dimension: flagDimension(flag), value: agent.id, label: agent.name };
  }
  for (const property of properties) {
    const value = groupValueOf(property.of === "event" ? answer.properties : answer.segment, property.name);
    if (value !== null) yield { dimension: dimensionOf(property), value };
  }
}

/** The property as text; null where there is none, or one that makes no group. */
export function groupValueOf(properties: Properties, name: string): string | null {
  if (!Object.hasOwn(properties, name)) return null;
  const value = properties[name];
  if (value === null || typeof value === "object") return null;
  const text = String(value);
  return text === "" || text.length > MOST_LENGTH ? null : text;
}
