import type { ResponseFilter } from "../../records/responseFilter.js";

/** Of these a response has one value: what two lists allow is what stands in both. */
const LISTS = [
  "touchpoints",
  "categories",
  "teams",
  "agents",
  "channels",
  "languages",
  "sentiments",
] as const satisfies readonly (keyof ResponseFilter)[];

const SINGLES = ["metric", "customer", "hasComment"] as const satisfies readonly (keyof ResponseFilter)[];

/**
 * One filter that means what both mean, to be kept under a name; null when one filter cannot say it: a response has
 * several tags. Where the two exclude each other a list is empty.
 */
export function narrowed(one: ResponseFilter, other: ResponseFilter): ResponseFilter | null {
  if (one.tags && other.tags && !isSame(one.tags, other.tags)) return null;
  const both: ResponseFilter = { ...one, ...other };
  for (const name of LISTS) {
    const [mine, theirs] = [one[name], other[name]] as [string[] | undefined, string[] | undefined];
    if (mine && theirs) Object.assign(both, { [name]: mine.filter((value) => theirs.includes(value)) });
  }
  if (one.properties && other.properties) both.properties = [...one.properties, ...other.properties];
  if (one.text && other.text) both.text = `${one.text} ${other.text}`;
  const isContradiction = SINGLES.some(
    (name) => one[name] !== undefined && other[name] !== undefined && one[name] !== other[name],
  );
  return isContradiction ? { ...both, touchpoints: [] } : both;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((value) => other.includes(value));
}
