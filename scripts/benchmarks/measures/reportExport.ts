import { readFileSync } from "node:fs";
import type { RunningProcess } from "../processes.js";
import { limitRow, type Row } from "../reports/row.js";
import type { Site } from "../reports/site.js";
import { NotThere } from "../timing.js";

const LIMIT_MB = 150;
const NEW_LINE = 10;

/** All responses as CSV from a process that has done nothing else; the browser keeps nothing of them. */
export async function measureExport({ installation, headers, responses }: Site): Promise<Row[]> {
  const before = highestMb(installation.web);
  const began = performance.now();
  const answer = await fetch(`${installation.baseUrl}/responses.csv`, { headers, redirect: "manual" });
  if (answer.status === 404) throw new NotThere("/responses.csv: 404");
  if (answer.status !== 200 || !answer.body) throw new Error(`/responses.csv: ${answer.status}`);
  let lines = 0;
  let bytes = 0;
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    for (const byte of chunk) if (byte === NEW_LINE) lines += 1;
  }
  const seconds = (performance.now() - began) / 1_000;
  if (lines < responses) throw new Error(`The export has ${lines} lines for ${responses} responses`);
  const rate = `${Math.round(lines / seconds).toLocaleString("en")} rows/s`;
  return [
    {
      what: `CSV of ${lines.toLocaleString("en")} rows`,
      wanted: "",
      measured: `${seconds.toFixed(1)} s, ${rate}, ${Math.round(bytes / 1e6)} MB`,
      isReached: null,
    },
    limitRow(
      `Highest memory of the exporting process (${Math.round(before)} MB before)`,
      highestMb(installation.web),
      LIMIT_MB,
      "MB",
    ),
  ];
}

/** The most that the process ever had in memory. */
function highestMb({ pid }: RunningProcess): number {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))![1]) / 1024;
}
