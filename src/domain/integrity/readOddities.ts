import { findOddities, type Oddities, type OddityQuery } from "./findOddities.js";

/** What looked odd a minute ago still does; the overview must not add up every agent's roll-ups each time. */
const KEPT_MS = 60_000;

/** More periods than people look at within a minute. */
const MOST_KEPT = 50;

const kept = new Map<string, { until: number; oddities: Promise<Oddities> }>();

/** As `findOddities`, at most a minute old; for pages that only mention it. Several who ask at once share one look. */
export async function readOddities(query: OddityQuery, now: Date): Promise<Oddities> {
  const { from, to, touchpoint = "" } = query;
  const name = `${from}|${to}|${touchpoint}`;
  const found = kept.get(name);
  if (found && found.until > now.getTime()) return found.oddities;
  const oddities = findOddities(query);
  kept.delete(name); // so that it moves to the end: the first are the oldest
  kept.set(name, { until: now.getTime() + KEPT_MS, oddities });
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
  oddities.catch(() => kept.delete(name));
  return oddities;
}

/** For tests, where another database comes within the minute. */
export function forgetOddities(): void {
  kept.clear();
}
