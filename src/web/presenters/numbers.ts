const MINUS = "\u2212";
const FIXED_SPACE = "\u00a0";

/** A score rounded once, here: "51", "−12"; a dash when there is none. */
export function presentScoreNumber(score: number | null): string {
  if (score === null) return "–";
  const rounded = Math.round(score);
  return rounded < 0 ? `${MINUS}${-rounded}` : `${Math.abs(rounded)}`;
}

/** A share of 0..1 as "44 %"; a dash when there is nothing to divide by. */
export function presentShare(share: number | null): string {
  return share === null ? "–" : `${Math.round(share * 100)}${FIXED_SPACE}%`;
}

/** "1,204" */
export function presentCount(count: number): string {
  return count.toLocaleString("en");
}

/** "1 answer", "1,204 answers" */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${presentCount(count)}${FIXED_SPACE}${count === 1 ? one : many}`;
}
