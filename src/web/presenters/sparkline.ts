export interface SparklineShape {
  width: number;
  height: number;
  /** One path per run of values: a missing value makes a gap. */
  lines: string[];
  /** Lone values between gaps: paths of no length, which a round line end turns into dots. */
  dots: string[];
}

const WIDTH = 120;
const HEIGHT = 36;
const MARGIN = 3;

/**
 * The line through some values, oldest first; null is a gap, never a zero. The scale holds all values and spans
 * at least `minSpan`, so that small changes do not look like large ones. Nothing is drawn without values.
 */
export function sparkline(values: readonly (number | null)[], minSpan: number): SparklineShape {
  const known = values.filter((value) => value !== null);
  const low = Math.min(...known);
  const high = Math.max(...known);
  const span = Math.max(high - low, minSpan);
  const bottom = (low + high - span) / 2;
  const step = values.length > 1 ? (WIDTH - 2 * MARGIN) / (values.length - 1) : 0;
  const x = (index: number) => MARGIN + (values.length > 1 ? index * step : (WIDTH - 2 * MARGIN) / 2);
  const y = (value: number) => HEIGHT - MARGIN - ((value - bottom) / span) * (HEIGHT - 2 * MARGIN);
  const runs = runsOf(values).map((run) =>
    run.map(({ index, value }) => `${round(x(index))} ${round(y(value))}`),
  );
  return {
    width: WIDTH,
    height: HEIGHT,
    lines: runs.filter((run) => run.length > 1).map((run) => `M${run.join("L")}`),
    dots: runs.filter((run) => run.length === 1).map(([place]) => `M${place}h0.01`),
  };
}

function runsOf(values: readonly (number | null)[]): { index: number; value: number }[][] {
  const runs: { index: number; value: number }[][] = [];
  values.forEach((value, index) => {
    if (value === null) return;
    const continues = index > 0 && values[index - 1] !== null;
    if (continues) runs.at(-1)!.push({ index, value });
    else runs.push([{ index, value }]);
  });
  return runs;
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
