import { harmlessCell, type CsvValue } from "./csv.js";

/** Tells Excel that what follows is UTF-8. */
export const BYTE_ORDER_MARK = "\ufeff";

/** Cells made harmless, with commas between and without an end of line: for files that are written as they are read. */
export function csvCells(values: readonly CsvValue[]): string {
  return values.map((value) => quoted(harmlessCell(value))).join(",");
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
