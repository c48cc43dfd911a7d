import type { Oddities, Oddity } from "../../domain/integrity/findOddities.js";
import type { OddityKind } from "../../domain/integrity/oddityRules.js";
import type { SkipReason } from "../../records/invitation.js";
import { addressOf } from "./address.js";
import { countOf, presentCount, presentShare } from "./numbers.js";
import { REASONS } from "./reasons.js";

/** As a sign beside somebody's name. */
export const ODDITY_SIGNS: Record<OddityKind, string> = {
  coverage: "asked less",
  undelivered: "more undelivered",
  readdressed: "addresses changed",
  seconds_after_delivery: "quick answers",
  scanner: "answers by a program",
  shared_address: "answers from one place",
};

/** What may be behind it without anybody meaning harm: it has to be asked, not assumed. */
const INNOCENT: Record<OddityKind, string> = {
  coverage: "It may be that these customers had been asked shortly before, or left no address.",
  undelivered: "It may be an import with old addresses, or addresses taken down by phone.",
  readdressed:
    "It may be that they put wrong addresses right. If customers’ addresses become the company’s own, look closer.",
  seconds_after_delivery: "It may be customers who sit beside the agent with their phone in hand.",
  scanner: "It may be the mail protection of a large customer, which opens every link.",
  shared_address: "It may be one company whose people share a connection, or a tablet at the counter.",
};

const FLAGGED: Record<Exclude<OddityKind, "coverage" | "undelivered" | "readdressed">, string> = {
  seconds_after_delivery: "came within seconds of delivery",
  scanner: "came from a program, not a browser",
  shared_address: "came with many others from one address",
};

/** In the words of "half as often": the share of the others' share, up to each bound. */
const RATIOS: [number, string][] = [
  [0.05, "hardly ever asked"],
  [0.29, "asked a quarter as often as"],
  [0.41, "asked a third as often as"],
  [0.58, "asked half as often as"],
  [0.7, "asked two thirds as often as"],
  [0.79, "asked three quarters as often as"],
];

export interface OddityFacts {
  from: string;
  to: string;
  touchpoint?: string;
  nameOf(touchpoint: string): string;
}

/** What was seen, what may be behind it, and where to look. Never what it means: nobody knows that from numbers. */
export function presentOddity(oddity: Oddity, facts: OddityFacts) {
  return {
    lead: leadOf(oddity, facts),
    text: [reasonsOf(oddity), INNOCENT[oddity.kind]].filter(Boolean).join(" "),
    link: linkOf(oddity, facts),
  };
}

/** One line for the overview: the first of them, how many more, and the page; null when nothing looks odd. */
export function presentOddityLine({ found }: Oddities, facts: OddityFacts) {
  const [first] = found;
  if (!first) return null;
  const { from, to, touchpoint } = facts;
  const others = found.length - 1;
  return {
    lead: "Something looks odd:",
    text:
      leadOf(first, facts) +
      (others > 0 ? ` And ${presentCount(others)} more.` : " There may be good reasons."),
    link: { href: addressOf("/coverage", { from, to, touchpoint }), label: "Look at coverage" },
  };
}

/** "Looked at 12 agents and 5 touchpoints ...": what was checked, and by what measure. */
export function presentChecked({ agents, touchpoints, found }: Oddities): string {
  const looked = `${countOf(agents, "agent")} and ${countOf(touchpoints, "touchpoint")}`;
  const checks =
    "how often customers were asked, how often that did not arrive, whether addresses changed between event and ask, " +
    "and answers that came within seconds, from a program, or many from one address";
  const measure =
    "Each is compared with the rest of the team at the same touchpoints; only what chance alone would hardly do is told (95 %, corrected for the number of comparisons).";
  return found.length > 0
    ? `Looked at ${looked}: ${checks}. ${measure} None of it proves anything.`
    : `Nothing looks odd. Looked at ${looked}: ${checks}. ${measure}`;
}

function leadOf(oddity: Oddity, { nameOf }: OddityFacts): string {
  const { kind, of, id, name, team, against, seen, rest } = oddity;
  const shares = `${shareOf(seen)} against ${shareOf(rest)}`;
  const others =
    of === "touchpoint" ? "other touchpoints" : against === "team" ? `the rest of ${team}` : "everybody else";
  const who = of === "touchpoint" ? nameOf(id) : name;
  if (kind === "coverage") return `${who}’s customers are ${askedAs(oddity, others)}: ${shares}.`;
  if (kind === "undelivered")
    return `More of what was sent to ${who}’s customers did not arrive than with ${others}: ${shares}.`;
  if (kind === "readdressed")
    return `${who}’s customers more often got another address between event and ask than with ${others}: ${shares}.`;
  const answers = of === "touchpoint" ? `answers at ${who}` : `answers about ${who}`;
  return `${presentCount(seen.part)} of ${presentCount(seen.whole)} ${answers} ${FLAGGED[kind]}: ${shares} with ${others}.`;
}

function askedAs({ against, team, seen, rest }: Oddity, others: string): string {
  const ratio = seen.part / seen.whole / (rest.part / rest.whole);
  const words = RATIOS.find(([bound]) => ratio <= bound)?.[1] ?? "asked less often than";
  if (ratio <= RATIOS[0]![0]) return words;
  return `${words} ${against === "team" ? `the rest of ${team}’s` : others === "everybody else" ? "everybody else’s" : others}`;
}

function reasonsOf({ kind, skipped }: Oddity): string | null {
  if (kind !== "coverage" || !skipped) return null;
  const reasons = (Object.entries(skipped) as [SkipReason, number][])
    .sort(([, a], [, b]) => b - a)
    .slice(0, 2);
  if (reasons.length === 0) return "They were planned, and have not gone out.";
  const told = reasons.map(
    ([reason, count]) => `${REASONS[reason].short.toLowerCase()} (${presentCount(count)})`,
  );
  return `Most often: ${told.join(", ")}.`;
}

function linkOf({ kind, of, id }: Oddity, { from, to, touchpoint }: OddityFacts) {
  const where = of === "agent" ? { agent: id, touchpoint } : { touchpoint: id };
  if (kind === "coverage")
    return {
      href: addressOf("/invitations", { state: "skipped", ...where, from, to }),
      label: "Who was not asked, and why",
    };
  if (kind === "undelivered" || kind === "readdressed")
    return {
      href: addressOf("/invitations", { sign: kind, ...where, from, to }),
      label: "Look at these invitations",
    };
  return { href: addressOf("/responses", { ...where, from, to }), label: "Read these answers" };
}

function shareOf({ part, whole }: { part: number; whole: number }): string {
  return presentShare(part / whole);
}
