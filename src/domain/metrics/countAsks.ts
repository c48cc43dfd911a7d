import { SKIP_REASONS } from "../../records/invitation.js";
import type { Metric } from "../../records/metric.js";
import type { AskCounts, Breakdown } from "../../records/rollup.js";
import * as invitationLists from "../../store/invitationLists.js";
import type { AskGroup } from "../../store/invitationLists.js";
import { NO_ASKS } from "./sumRules.js";
import { emptyTally, numbersOf, toBreakdown, type About, type Tally } from "./tallyRules.js";

/** What became of the asks of a group; after the totals why some were not asked, and how many asks came to nothing. */
export const ASK_COLUMNS = [
  "eligible",
  "asked",
  "delivered",
  "answered",
  ...SKIP_REASONS,
  "failed",
  "readdressed",
];

const ACCEPTED: readonly string[] = ["sent", "delivered", "answered", "expired"];

export interface CountedAsks {
  asks: AskCounts;
  columns: string[];
  breakdowns: Breakdown[];
}

/** Counts the asks about the events of some days, as they stand now; a day without any is there too. */
export async function countAsks(of: {
  touchpoint: string;
  metric: Metric;
  days: readonly string[];
}): Promise<Map<string, CountedAsks>> {
  const days = new Map(
    of.days.map((day) => [day, { asks: { ...NO_ASKS }, tallies: new Map<string, Tally>() }]),
  );
  for (const group of await invitationLists.countByState(of)) {
    const { asks, tallies } = days.get(group.day)!;
    const counted = columnsOf(group);
    for (const name of counted) if (name in asks) asks[name as keyof AskCounts] += group.count;
    for (const { dimension, value, about } of partiesOf(group)) {
      if (!tallies.has(dimension)) tallies.set(dimension, emptyTally(ASK_COLUMNS.length));
      const numbers = numbersOf(tallies.get(dimension)!, value, about);
      for (const name of counted) numbers[ASK_COLUMNS.indexOf(name)]! += group.count;
    }
  }
  return new Map(
    [...days].map(([day, { asks, tallies }]) => [
      day,
      {
        asks,
        columns: ASK_COLUMNS,
        breakdowns: [...tallies].map(([dimension, tally]) => toBreakdown(dimension, tally)),
      },
    ]),
  );
}

interface Party {
  dimension: string;
  value: string;
  about?: About;
}

/**
 * In which columns an invitation is counted. Eligible: every decision. Asked: accepted by a provider. Delivered: asked
 * and not reported back as undelivered; who answers has got it, whatever the provider says.
 */
function columnsOf({ state, reason, isUndelivered, isReaddressed }: AskGroup): string[] {
  const columns = ["eligible"];
  if (state === "skipped" && reason) columns.push(reason);
  if (state === "failed") columns.push("failed");
  const cameBack = state === "failed" && isUndelivered; // a provider had taken it
  if (!cameBack && !ACCEPTED.includes(state)) return columns;
  columns.push("asked");
  if (isReaddressed) columns.push("readdressed");
  if (isUndelivered && state !== "answered") return columns;
  columns.push("delivered");
  if (state === "answered") columns.push("answered");
  return columns;
}

function* partiesOf({ team, agent, channel }: AskGroup): Generator<Party> {
  if (team) yield { dimension: "team", value: team };
  if (agent) yield { dimension: "agent", value: agent.id, about: { label: agent.name, team } };
  yield { dimension: "channel", value: channel };
}
