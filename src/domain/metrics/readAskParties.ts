import { SKIP_REASONS, type SkipReason } from "../../records/invitation.js";
import type { AskCounts } from "../../records/rollup.js";
import type { CountedParts } from "../../store/rollupParts.js";
import { ASK_COLUMNS } from "./countAsks.js";
import { rateOf } from "./formulas.js";
import { readParts } from "./readRollups.js";
import type { Period } from "./spanRules.js";
import { sumBreakdowns } from "./sumRules.js";

/** What became of the asks about the events of a team, an agent or a channel. */
export interface AskParty extends AskCounts {
  value: string;
  /** What the value is called, where events said so; else the value. */
  label: string;
  /** How many were not asked, by reason; reasons without any are left out. */
  skipped: Partial<Record<SkipReason, number>>;
  failed: number;
  /** Asked at another address than the one that was known when the decision was made. */
  readdressed: number;
  /** Of an agent: the team that they were last seen in. */
  team?: string;
  responseRate: number | null;
  coverage: number | null;
}

/** Who was asked, by team, agent and channel, each in the order of its values; over all touchpoints unless one is given. */
export async function readAskParties({
  touchpoint,
  ...period
}: Period & { touchpoint?: string }): Promise<Record<"team" | "agent" | "channel", AskParty[]>> {
  const of = { kind: "asks" as const, ...(touchpoint !== undefined && { touchpoint }) };
  return sumAskParties(await readParts(period, of));
}

/** The same of breakdowns that were read already. */
export function sumAskParties(
  parts: readonly CountedParts[],
): Record<"team" | "agent" | "channel", AskParty[]> {
  const sums = new Map(sumBreakdowns(parts, ASK_COLUMNS).map((one) => [one.dimension, one]));
  const partiesOf = (dimension: string): AskParty[] => {
    const { values = [], labels, teams, counts = [] } = sums.get(dimension) ?? {};
    return values.map((value, index) =>
      partyOf(
        { value, label: labels?.[index] || value, ...(teams?.[index] && { team: teams[index] }) },
        counts.slice(index * ASK_COLUMNS.length, (index + 1) * ASK_COLUMNS.length),
      ),
    );
  };
  return { team: partiesOf("team"), agent: partiesOf("agent"), channel: partiesOf("channel") };
}

function partyOf(who: { value: string; label: string; team?: string }, counts: readonly number[]): AskParty {
  const count = (column: string) => counts[ASK_COLUMNS.indexOf(column)]!;
  const asks = {
    eligible: count("eligible"),
    asked: count("asked"),
    delivered: count("delivered"),
    answered: count("answered"),
  };
  const reasons = SKIP_REASONS.filter((reason) => count(reason) > 0);
  return {
    ...who,
    ...asks,
    skipped: Object.fromEntries(reasons.map((reason) => [reason, count(reason)])),
    failed: count("failed"),
    readdressed: count("readdressed"),
    responseRate: rateOf(asks.answered, asks.delivered),
    coverage: rateOf(asks.asked, asks.eligible),
  };
}
