import { NotThere, type Times } from "../timing.js";

/** One line of the table. */
export interface Row {
  what: string;
  wanted: string;
  measured: string;
  /** Null where nothing was promised. */
  isReached: boolean | null;
  isMissing?: boolean;
  /** In milliseconds; what the sizes are compared by. */
  p95?: number;
}

/** What was measured in milliseconds, against the promised p95. */
export function rowOf(what: string, { p50, p95, max, cpu }: Times, wanted?: number): Row {
  return {
    what,
    wanted: wanted === undefined ? "" : `p95 ${wanted} ms`,
    measured: `p50 ${ms(p50)}, p95 ${ms(p95)}, max ${ms(max)}${cpu === undefined ? "" : `; CPU ${ms(cpu)}`}`,
    isReached: wanted === undefined ? null : p95 <= wanted,
    p95,
  };
}

/** One figure that must not pass a limit. */
export function limitRow(what: string, value: number, limit: number, unit: string): Row {
  return {
    what,
    wanted: `${limit} ${unit}`,
    measured: `${round(value)} ${unit}`,
    isReached: value <= limit,
  };
}

/** The row, or one that says what is not there. Everything else that goes wrong is thrown. */
export async function orNotThere(what: string, measure: () => Promise<Row[]>): Promise<Row[]> {
  try {
    return await measure();
  } catch (error) {
    if (!(error instanceof NotThere)) throw error;
    return [
      { what, wanted: "", measured: `NOT THERE (${error.message})`, isReached: false, isMissing: true },
    ];
  }
}

export function toMarkdown(rows: readonly Row[]): string {
  const lines = rows.map(({ what, wanted, measured, isReached }) => {
    const mark = isReached === null ? "" : isReached ? "yes" : "**no**";
    return `| ${what} | ${wanted} | ${measured} | ${mark} |`;
  });
  const short = rows.filter(({ isReached, isMissing }) => isReached === false && !isMissing);
  const missing = rows.filter(({ isMissing }) => isMissing).map(({ what }) => what);
  return [
    "| What | wanted | measured | reached |",
    "| --- | ---: | ---: | --- |",
    ...lines,
    "",
    ...short.map(
      ({ what, wanted, measured }) => `Falls short: ${what}: ${measured}${wanted && `; wanted ${wanted}`}.`,
    ),
    ...(missing.length > 0 ? [`Not there: ${missing.join("; ")}.`] : []),
    ...(short.length + missing.length === 0 ? ["Every target is reached."] : []),
  ].join("\n");
}

function ms(value: number): string {
  return `${round(value)} ms`;
}

function round(value: number): string {
  return value < 20 ? value.toFixed(1) : Math.round(value).toLocaleString("en");
}
