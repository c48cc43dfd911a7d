import { FEW_ANSWERS } from "../metrics/compareRules.js";
import { rateOf, wilsonInterval, type Interval } from "../metrics/formulas.js";
import { readAskParties, type AskParty } from "../metrics/readAskParties.js";
import { LEAST_SHOWN } from "../metrics/readBreakdowns.js";
import { findOddities, type Oddities, type OddityQuery } from "./findOddities.js";
import type { OddityKind } from "./oddityRules.js";

export interface Covered extends AskParty {
  /** Of the share, 0..1; null without anything to divide by. */
  coverageInterval: Interval | null;
  responseInterval: Interval | null;
  undelivered: number;
  /** Of those asked. */
  bounceRate: number | null;
  bounceInterval: Interval | null;
  /** Too few events to judge by. */
  isFew: boolean;
  odd: OddityKind[];
}

export interface CoveredGroup {
  /** What looks odd first, then who was asked least. */
  shown: Covered[];
  /** How many have too few events to be shown. */
  hidden: number;
}

export interface Coverage {
  teams: CoveredGroup;
  agents: CoveredGroup;
  oddities: Oddities;
}

/** Who was asked and who was not, by team and agent, and what looks odd about it. Below five events nobody is shown. */
export async function readCoverage(query: OddityQuery): Promise<Coverage> {
  const [parties, oddities] = await Promise.all([readAskParties(query), findOddities(query)]);
  const oddAgents = new Map<string, OddityKind[]>();
  for (const { of, id, kind } of oddities.found)
    if (of === "agent") oddAgents.set(id, [...(oddAgents.get(id) ?? []), kind]);
  return {
    teams: group(parties.team, () => []),
    agents: group(parties.agent, ({ value }) => oddAgents.get(value) ?? []),
    oddities,
  };
}

function group(parties: readonly AskParty[], oddOf: (party: AskParty) => OddityKind[]): CoveredGroup {
  const present = parties.filter(({ eligible }) => eligible > 0);
  const shown = present
    .filter(({ eligible }) => eligible >= LEAST_SHOWN)
    .map((party) => cover(party, oddOf(party)));
  shown.sort(
    (a, b) => b.odd.length - a.odd.length || a.coverage! - b.coverage! || (a.value < b.value ? -1 : 1),
  );
  return { shown, hidden: present.length - shown.length };
}

function cover(party: AskParty, odd: OddityKind[]): Covered {
  const { eligible, asked, delivered, answered } = party;
  const undelivered = asked - delivered;
  return {
    ...party,
    coverageInterval: wilsonInterval(asked, eligible),
    responseInterval: wilsonInterval(answered, delivered),
    undelivered,
    bounceRate: rateOf(undelivered, asked),
    bounceInterval: wilsonInterval(undelivered, asked),
    isFew: eligible < FEW_ANSWERS,
    odd,
  };
}
