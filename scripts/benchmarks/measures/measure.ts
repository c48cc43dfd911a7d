/** One line of the table. */
export interface Measure {
  what: string;
  ours: number;
  unit: string;
  /** What it is compared with; absent when the target is a number. */
  peer?: number;
  /** At least this share of the peer, or at least this number. */
  target: number;
  note: string;
}

/** The middle one, so that one disturbed round does not decide. */
export function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
