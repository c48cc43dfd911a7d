import type { BreakdownInput, DistributionInput, TrendInput } from "./chartInputs.js";
import { breakdownHits, sketchBreakdown } from "./breakdownSketch.js";
import { describeBreakdown, describeDistribution, describeTrend } from "./describe.js";
import { distributionHits, sketchDistribution } from "./distributionSketch.js";
import type { Palette } from "./palettes.js";
import type { Hit, Sketch, SketchSize } from "./sketch.js";
import { breakdownTable, distributionTable, trendTable, type ChartTable } from "./tables.js";
import { trendHits } from "./trendLayout.js";
import { eventNotes, sketchTrend } from "./trendSketch.js";

/** All that is known about one picture before it is drawn, the same for a page and for a file. */
export interface Chart {
  title: string;
  description: string;
  /** Why there is nothing to draw. */
  empty: string | null;
  sizes: readonly SketchSize[];
  /** All that the picture depends on. */
  of: unknown;
  sketch(size: SketchSize, palette: Palette): Sketch;
  hits(size: SketchSize): Hit[];
  /** What the numbers in the picture mean. */
  notes: string[];
  table: ChartTable;
}

const NOBODY = "Nobody answered in this period, so there is nothing to draw.";

export function trendChart(input: TrendInput): Chart {
  return {
    title: input.title,
    description: describeTrend(input),
    empty: input.points.some(({ score }) => score !== null) ? null : NOBODY,
    sizes: ["wide", "narrow"],
    of: input,
    sketch: (size, palette) => sketchTrend(input, size, palette),
    hits: (size) => trendHits(input, size),
    notes: eventNotes(input),
    table: trendTable(input),
  };
}

/** Has one picture for all widths. */
export function distributionChart(input: DistributionInput): Chart {
  return {
    title: input.title,
    description: describeDistribution(input),
    empty: input.bars.some(({ count }) => count > 0) ? null : NOBODY,
    sizes: ["narrow"],
    of: input,
    sketch: (_size, palette) => sketchDistribution(input, palette),
    hits: () => distributionHits(input),
    notes: [],
    table: distributionTable(input),
  };
}

export function breakdownChart(input: BreakdownInput): Chart {
  return {
    title: input.title,
    description: describeBreakdown(input),
    empty: input.groups.length > 0 ? null : "There are no groups to compare.",
    sizes: ["wide", "narrow"],
    of: input,
    sketch: (size, palette) => sketchBreakdown(input, size, palette),
    hits: (size) => breakdownHits(input, size),
    notes: [],
    table: breakdownTable(input),
  };
}
