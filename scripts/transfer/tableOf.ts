import type { Compared } from "./compareCollection.js";

const HEAD = ["collection", "documents here", "there", "indexes here", "there", ""];

/** The comparison as a table for a terminal. */
export function tableOf(collections: Compared[]): string {
  const rows = collections.map(({ name, counts, indexes, faults }) => {
    const result = faults.length === 0 ? "same" : faults.join("; ").toUpperCase();
    return [name, ...counts.map(String), ...indexes.map(String), result];
  });
  const widths = HEAD.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  const isText = (i: number) => i === 0 || i === HEAD.length - 1;
  const line = (cells: string[]) =>
    cells
      .map((cell, i) => (isText(i) ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join("  ")
      .trimEnd();
  return [HEAD, ...rows].map(line).join("\n");
}
