import { stringify } from "csv-stringify/sync";

export type CsvValue = string | number | null | undefined;

/** A spreadsheet runs a cell that begins so; the wide signs are those of East Asian keyboards. */
const RUNS = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** A number may keep its sign, a telephone number its plus. */
const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/** What a person reads is what a spreadsheet shows: a text that it would run gets an apostrophe in front. */
export function harmlessCell(value: CsvValue): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  return RUNS.test(value) && !NUMBER.test(value) ? `'${value}` : value;
}

/** A whole file with a line of headings, each cell made harmless. For files that fit into memory. */
export function toCsv(columns: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  return stringify([columns, ...rows].map((row) => row.map(harmlessCell)));
}
