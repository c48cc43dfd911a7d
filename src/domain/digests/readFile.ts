import type { ResponseFilter } from "../../records/responseFilter.js";
import type { Period } from "../metrics/spanRules.js";
import { exportResponses } from "../responses/exportResponses.js";

/** Beyond this many servers refuse a mail, which grows by a third on its way. */
export const MOST_BYTES = 5 * 1024 * 1024;

export interface ReadFile {
  /** The whole file; null when it is larger than a mail may be. */
  text: string | null;
  /** Of a file that is too large only how many were read until that was clear. */
  rows: number;
}

/** The file of the answers that a filter means; never more of it in memory than goes into a mail. */
export async function readFile(
  filter: ResponseFilter,
  period: Period,
  mostBytes = MOST_BYTES,
): Promise<ReadFile> {
  let rows = 0;
  let bytes = 0;
  const pieces: string[] = [];
  for await (const piece of exportResponses(filter, period, (count) => (rows += count))) {
    bytes += Buffer.byteLength(piece);
    if (bytes > mostBytes) return { text: null, rows: Math.max(rows, 1) };
    pieces.push(piece);
  }
  return { text: pieces.join(""), rows };
}
