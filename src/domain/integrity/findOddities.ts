import { RESPONSE_FLAGS } from "../../records/response.js";
import type { Breakdown } from "../../records/rollup.js";
import type { CountedParts } from "../../store/rollupParts.js";
import { ANSWER_COLUMNS, FLAGS, flagDimension } from "../metrics/countAnswers.js";
import { sumAskParties, type AskParty } from "../metrics/readAskParties.js";
import { readParts } from "../metrics/readRollups.js";
import type { Period } from "../metrics/spanRules.js";
import { sumBreakdowns } from "../metrics/sumRules.js";
import { findOdd, type Compared, type Finding, type Shares } from "./oddityRules.js";

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
  const [asks, answers] = await Promise.all([
    readParts(period, { kind: "asks", ...of }),
    readParts(period, { kind: "answers", ...of }),
  ]);
  const known = sumAskParties(asks).agent;
  const agents = compareAgents(known, groupByTouchpoint(asks), groupByTouchpoint(answers));
  const touchpoints = compareTouchpoints(groupByTouchpoint(answers));
  const byId = new Map(known.map((agent) => [agent.value, agent]));
  const found = findOdd([...agents, ...touchpoints]).map((finding): Oddity => {
    const agent = finding.of === "agent" ? byId.get(finding.id) : undefined;
    const { label = finding.id, team = null, skipped } = agent ?? {};
    return { ...finding, name: label, team, ...(finding.kind === "coverage" && skipped && { skipped }) };
  });
  return { found, agents: agents.length, touchpoints: touchpoints.length };
}

type ByTouchpoint = Map<string, CountedParts[]>;

function groupByTouchpoint(parts: readonly CountedParts[]): ByTouchpoint {
  const groups: ByTouchpoint = new Map();
  for (const part of parts) {
    const own = groups.get(part.touchpoint);
    if (own) own.push(part);
    else groups.set(part.touchpoint, [part]);
  }
  return groups;
}

function compareAgents(known: readonly AskParty[], asks: ByTouchpoint, answers: ByTouchpoint): Compared[] {
  const at = new Map(known.map(({ value }) => [value, new Map<string, Shares>()]));
  for (const [touchpoint, parts] of asks) {
    for (const { value, eligible, asked, delivered, readdressed } of sumAskParties(parts).agent) {
      at.get(value)!.set(touchpoint, {
        coverage: { part: asked, whole: eligible },
        undelivered: { part: asked - delivered, whole: asked },
        readdressed: { part: readdressed, whole: asked },
      });
    }
  }
  for (const [touchpoint, parts] of answers) {
    const flags = RESPONSE_FLAGS.map((flag) => [flag, answersIn(parts, flagDimension(flag))] as const);
    for (const [agent, whole] of answersIn(parts, "agent")) {
      const places = at.get(agent);
      const flagged = flags.map(([flag, counts]) => [flag, { part: counts.get(agent) ?? 0, whole }] as const);
      places?.set(touchpoint, { ...places.get(touchpoint), ...Object.fromEntries(flagged) });
    }
  }
  return known.map(({ value, team }) => ({
    ...{ of: "agent", id: value, at: at.get(value)! },
    ...(team !== undefined && { team }),
  }));
}

/** Touchpoints have nothing in common but that customers answer there. */
function compareTouchpoints(answers: ByTouchpoint): Compared[] {
  return [...answers].map(([id, parts]) => {
    const whole = [...answersIn(parts, "channel").values()].reduce((total, one) => total + one, 0);
    const flagged = answersIn(parts, FLAGS);
    const shares = RESPONSE_FLAGS.map((flag) => [flag, { part: flagged.get(flag) ?? 0, whole }] as const);
    return { of: "touchpoint", id, at: new Map([["", Object.fromEntries(shares)]]) };
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
