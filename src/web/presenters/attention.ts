import { LOW_COVERAGE, sortByAttention } from "../../domain/metrics/attentionRules.js";
import { FEW_ANSWERS } from "../../domain/metrics/compareRules.js";
import { wilsonInterval } from "../../domain/metrics/formulas.js";
import type { TouchpointTrend } from "../../domain/metrics/readTrends.js";
import { addressOf } from "./address.js";
import { unitOf } from "./change.js";
import { categoryWord, METRIC_WORDS } from "./metricWords.js";
import { countOf, presentCount, presentScoreNumber, presentShare } from "./numbers.js";

/** More sentences than this are a table, and that stands below. */
const MOST_CHANGES = 3;

export interface Attention {
  lead: string;
  text: string;
  link?: { href: string; label: string };
}

export interface AttentionFacts {
  rows: readonly TouchpointTrend[];
  nameOf(touchpoint: string): string;
  from: string;
  to: string;
  /** Those that somebody has, or could take. */
  waitingCases: number;
  mayReadInvitations: boolean;
  mayReadResponses: boolean;
}

/** The sentences at the top of the overview, the most urgent first. */
export function presentAttention(facts: AttentionFacts): Attention[] {
  const sentences = [...changes(facts), worst(facts), leastAsked(facts), waiting(facts.waitingCases)];
  return sentences.filter((one) => one !== null);
}

/** What clearly fell, then what clearly rose; with how much is left to say, if it is more than a few sentences. */
function changes({ rows, nameOf, from, to, mayReadResponses }: AttentionFacts): Attention[] {
  const changed = sortByAttention(rows).filter(({ change }) => change?.verdict.startsWith("clear"));
  const sentences = changed.slice(0, MOST_CHANGES).map((row): Attention => {
    const { touchpoint, metric, score, before, responses, change } = row;
    const hasFallen = change!.verdict === "clear_fall";
    const unit = unitOf(metric);
    const { category, count } = lowest(row);
    const text =
      `${METRIC_WORDS[metric].name} ${presentScoreNumber(score)}${unit}, was ${presentScoreNumber(before!.score)}${unit}, ` +
      `from ${countOf(responses, "answer")}.`;
    return {
      lead: `${nameOf(touchpoint)} ${hasFallen ? "fell" : "rose"} clearly:`,
      text,
      ...(hasFallen &&
        mayReadResponses && {
          link: {
            href: addressOf("/responses", { touchpoint, category, from, to }),
            label: `Read the ${presentCount(count)} ${categoryWord(category, count)}`,
          },
        }),
    };
  });
  const left = changed.length - sentences.length;
  if (left > 0)
    sentences.push({
      lead: `${countOf(left, "more change is", "more changes are")} clear:`,
      text: "see below.",
    });
  return sentences;
}

/**
 * The touchpoint where the lowest category is surely largest: by the lower end of the interval of its share, which
 * compares across metrics as scores do not. Only touchpoints with enough answers count.
 */
function worst({ rows, nameOf, from, to, mayReadResponses }: AttentionFacts): Attention | null {
  if (rows.every((row) => row.responses === 0)) return null;
  const known = rows.filter((row) => row.responses >= FEW_ANSWERS);
  if (known.length === 0) {
    return {
      lead: "It is early to judge:",
      text: `no touchpoint has ${FEW_ANSWERS} answers in this period yet.`,
    };
  }
  const [row] = known.filter((one) => lowest(one).count > 0).sort((a, b) => surelyLow(b) - surelyLow(a));
  if (!row) return { lead: "Nobody was disappointed", text: "at the touchpoints that have enough answers." };
  const { category, count } = lowest(row);
  const { low, high } = row.interval!;
  const unit = row.metric === "nps" ? "" : "\u00a0%";
  const score = `${METRIC_WORDS[row.metric].name} ${presentScoreNumber(row.score)}${unit}`;
  const interval = `${presentScoreNumber(low)} to ${presentScoreNumber(high)}`;
  return {
    lead: known.length > 1 ? `${nameOf(row.touchpoint)} disappoints most:` : `${nameOf(row.touchpoint)}:`,
    text: `${score} (${interval}), ${presentCount(count)} of ${countOf(row.responses, "answer")} ${category === "detractor" ? "from detractors" : category}.`,
    ...(mayReadResponses && {
      link: {
        href: addressOf("/responses", { touchpoint: row.touchpoint, category, from, to }),
        label: `Read what the ${presentCount(count)} ${count === 1 ? "person" : "people"} said`,
      },
    }),
  };
}

function waiting(cases: number): Attention {
  if (cases === 0)
    return { lead: "No case waits for you:", text: "somebody else looks after each that is open." };
  return {
    lead: `${countOf(cases, "case")} ${cases === 1 ? "waits" : "wait"} for a call:`,
    text: cases === 1 ? "it is yours, or nobody has it." : "they are yours, or nobody has them.",
    link: { href: "/cases", label: "Open the queue" },
  };
}

function leastAsked({ rows, nameOf, mayReadInvitations }: AttentionFacts): Attention | null {
  const [row] = rows
    .filter(
      ({ eligible, coverage }) => eligible >= FEW_ANSWERS && coverage !== null && coverage < LOW_COVERAGE,
    )
    .sort((a, b) => a.coverage! - b.coverage!);
  if (!row) return null;
  return {
    lead: `${nameOf(row.touchpoint)}:`,
    text: `only ${presentCount(row.asked)} of ${presentCount(row.eligible)} customers were asked (${presentShare(row.coverage)}).`,
    ...(mayReadInvitations && {
      link: {
        href: addressOf("/invitations", { touchpoint: row.touchpoint, state: "skipped" }),
        label: "Who was not asked, and why",
      },
    }),
  };
}

function lowest(row: TouchpointTrend) {
  return row.categories[0]!;
}

function surelyLow(row: TouchpointTrend): number {
  return wilsonInterval(lowest(row).count, row.responses)?.low ?? 0;
}
