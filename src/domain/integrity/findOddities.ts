import { RESPONSE_FLAGS } from "../../records/response.js";
import type { Breakdown } from "../../records/rollup.js";
import type { CountedParts } from "../../store/rollupParts.js";
import type { Share } from "../metrics/compareRules.js";
import { ANSWER_COLUMNS, FLAGS, flagDimension } from "../metrics/countAnswers.js";
import { readAskParties, type AskParty } from "../metrics/readAskParties.js";
import { readParts } from "../metrics/readRollups.js";
import type { Period } from "../metrics/spanRules.js";
import { sumBreakdowns } from "../metrics/sumRules.js";
import { findOdd, type Compared, type Finding } from "./oddityRules.js";

export interface OddityQuery extends Period {
  touchpoint?: string;
}

export interface Oddity extends Finding {
  /** Of an agent what they are called, where events said so; else the id. */
  name: string;
  team: string | null;
  /** Why customers were not asked, about coverage. */
  skipped?: AskParty["skipped"];
}

export interface Oddities {
  found: Oddity[];
  /** How many were looked at. */
  agents: number;
  touchpoints: number;
}

/**
 * What looks odd in a period, from roll-ups only: how agents compare with the rest of their team (of all agents where
 * the team is too small), and touchpoints with each other. None is an empty list.
 */
export async function findOddities({ touchpoint, ...period }: OddityQuery): Promise<Oddities> {
  const of = touchpoint === undefined ? {} : { touchpoint };
  const [asks, parts] = await Promise.all([
    readAskParties({ ...period, ...of }),
    readParts(period, { kind: "answers", ...of }),
  ]);
  const agents = compareAgents(asks.agent, parts);
  const touchpoints = compareTouchpoints(parts);
  const known = new Map(asks.agent.map((agent) => [agent.value, agent]));
  const found = findOdd([...agents, ...touchpoints]).map((finding): Oddity => {
    const agent = finding.of === "agent" ? known.get(finding.id) : undefined;
    const { label = finding.id, team = null, skipped } = agent ?? {};
    return { ...finding, name: label, team, ...(finding.kind === "coverage" && skipped && { skipped }) };
  });
  return { found, agents: agents.length, touchpoints: touchpoints.length };
}

function compareAgents(parties: readonly AskParty[], parts: readonly CountedParts[]): Compared[] {
  const flags = RESPONSE_FLAGS.map((flag) => [flag, answersIn(parts, flagDimension(flag))] as const);
  const answers = answersIn(parts, "agent");
  return parties.map(({ value, team, eligible, asked, delivered, readdressed }) => {
    const whole = answers.get(value) ?? 0;
    const flagged = flags.map(([flag, counts]) => [flag, { part: counts.get(value) ?? 0, whole }] as const);
    return {
      of: "agent",
      id: value,
      ...(team !== undefined && { team }),
      shares: {
        coverage: { part: asked, whole: eligible },
        undelivered: { part: asked - delivered, whole: asked },
        readdressed: { part: readdressed, whole: asked },
        ...Object.fromEntries(flagged),
      },
    };
  });
}

function compareTouchpoints(parts: readonly CountedParts[]): Compared[] {
  const byTouchpoint = new Map<string, CountedParts[]>();
  for (const part of parts) {
    byTouchpoint.set(part.touchpoint, [...(byTouchpoint.get(part.touchpoint) ?? []), part]);
  }
  return [...byTouchpoint].map(([id, own]) => {
    const whole = [...answersIn(own, "channel").values()].reduce((total, one) => total + one, 0);
    const flagged = answersIn(own, FLAGS);
    const shares = RESPONSE_FLAGS.map((flag): [string, Share] => [
      flag,
      { part: flagged.get(flag) ?? 0, whole },
    ]);
    return { of: "touchpoint", id, shares: Object.fromEntries(shares) };
  });
}

/** How many answers there are by the values of one dimension; the others are not even added up. */
function answersIn(parts: readonly CountedParts[], dimension: string): Map<string, number> {
  const isAskedFor = (one: Breakdown) => one.dimension === dimension;
  const own = parts.map(({ columns, breakdowns }) => ({
    ...(columns && { columns }),
    breakdowns: (breakdowns ?? []).filter(isAskedFor),
  }));
  const [sum] = sumBreakdowns(own, ANSWER_COLUMNS);
  const width = ANSWER_COLUMNS.length;
  return new Map(
    (sum?.values ?? []).map((value, place) => {
      const [low, mid, high] = sum!.counts.slice(place * width) as [number, number, number];
      return [value, low + mid + high];
    }),
  );
}
