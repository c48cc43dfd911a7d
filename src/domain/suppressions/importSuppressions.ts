import { pipeline, type Readable } from "node:stream";
import { parse, type CsvError } from "csv-parse";
import { InvalidInput, type FieldError } from "../../lib/errors.js";
import { spool } from "../../lib/spool.js";
import type { Suppression } from "../../records/suppression.js";
import * as suppressions from "../../store/suppressions.js";
import { readRow, type Row } from "./rules.js";

const AT_ONCE = 1_000;
/** More than anybody reads; how many there are in all is told too. */
const FAULTS_TOLD = 50;
const MAX_ROW = 10_000;

export interface Imported {
  rows: number;
  /** The others stood on the list already. */
  added: number;
}

interface Parsed {
  record: Row;
  info: { lines: number };
}

/**
 * Reads a list from a CSV file of any size. The whole file is looked through before the first address is stored: with
 * one bad row nothing is, and InvalidInput names the lines. Dying in between leaves a part of it, and the same file
 * again does the rest.
 */
export async function importSuppressions(file: Readable, from: { by: string; now: Date }): Promise<Imported> {
  const kept = await spool(file);
  try {
    await refuseFaults(kept.read(), from);
    return await store(kept.read(), from);
  } finally {
    await kept.remove();
  }
}

async function refuseFaults(file: Readable, from: { by: string; now: Date }): Promise<void> {
  const faults: FieldError[] = [];
  let [rows, count] = [0, 0];
  try {
    for await (const { record, info } of rowsOf(file)) {
      rows += 1;
      const row = readRow(record, from);
      if (typeof row !== "string") continue;
      count += 1;
      if (count <= FAULTS_TOLD) faults.push({ path: `line ${info.lines}`, message: row });
    }
  } catch (error) {
    const { code, lines, message } = error as CsvError & { lines?: number };
    if (!String(code).startsWith("CSV_")) throw error;
    count += 1;
    faults.push({ path: `line ${lines ?? rows + 2}`, message: `cannot be read as CSV: ${message}` });
  }
  if (count > 0) {
    const rest = count > FAULTS_TOLD ? ` The first ${FAULTS_TOLD} are told.` : "";
    throw new InvalidInput(
      `Nothing was imported: ${count === 1 ? "one line has a fault" : `${count} lines have a fault`}.${rest}`,
      faults,
    );
  }
  if (rows === 0)
    throw new InvalidInput("Nothing was imported: the file has no rows.", [
      { path: "file", message: "has no rows" },
    ]);
}

async function store(file: Readable, from: { by: string; now: Date }): Promise<Imported> {
  let [rows, added] = [0, 0];
  let part: Suppression[] = [];
  const flush = async () => {
    if (part.length > 0) added += await suppressions.insertAll(part);
    part = [];
  };
  for await (const { record } of rowsOf(file)) {
    const row = readRow(record, from);
    if (typeof row === "string") continue; // none: the file was looked through
    rows += 1;
    part.push(row);
    if (part.length === AT_ONCE) await flush();
  }
  await flush();
  return { rows, added };
}

function rowsOf(file: Readable): AsyncIterable<Parsed> {
  const parser = parse({
    bom: true,
    columns: readHeader,
    info: true,
    max_record_size: MAX_ROW,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  });
  // Whichever of the two fails or is left takes the other along; the reader of the rows hears of it.
  return pipeline(file, parser, () => {});
}

function readHeader(names: string[]): string[] {
  const columns = names.map((name) => name.toLowerCase());
  if (columns.includes("address")) return columns;
  throw new InvalidInput("Nothing was imported: the first line has to name the columns.", [
    { path: "line 1", message: 'must name the columns, one of them "address"' },
  ]);
}
