import { Readable } from "node:stream";
import { stringify } from "csv-stringify";
import * as suppressions from "../../store/suppressions.js";
import { COLUMNS } from "./rules.js";

/** The whole list as CSV, in the form that an import takes; cells that a spreadsheet would run are made harmless. */
export function exportSuppressions(): Readable {
  const rows = Readable.from(suppressions.readAll());
  const file = stringify({
    header: true,
    columns: [...COLUMNS],
    escape_formulas: true,
    cast: { date: (at) => at.toISOString() },
  });
  rows.on("error", (error) => file.destroy(error));
  return rows.pipe(file);
}
