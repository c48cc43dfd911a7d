import type { EChartsOption } from "echarts";
import { presentDay } from "../presenters/dates.js";
import { presentCount, presentScoreNumber } from "../presenters/numbers.js";
import type { ChartEvent, ChartPoint, TrendInput } from "./chartInputs.js";
import { lonePoints } from "./lonePoints.js";
import type { Palette } from "./palettes.js";
import { TEXT, type Sketch, type SketchSize } from "./sketch.js";
import { trendLayout } from "./trendLayout.js";
import { marksOf, rangeOf } from "./valueRange.js";

/** Up to so many points each gets a dot. */
const MOST_DOTS: Record<SketchSize, number> = { wide: 62, narrow: 31 };

const MOST_LABELS: Record<SketchSize, number> = { wide: 9, narrow: 4 };

/** A score with the band of its interval, the number of answers below, and marked events. */
export function sketchTrend(input: TrendInput, size: SketchSize, palette: Palette): Sketch {
  const layout = trendLayout(size);
  const { points, metric } = input;
  const text = { color: palette.quiet, fontFamily: palette.font, fontSize: TEXT[size] };
  const range = rangeOf(
    metric,
    points.flatMap(({ score, low, high }) => [score, low, high]),
  );
  const most = Math.max(1, ...points.map(({ responses }) => responses));
  const bare = { axisLine: { show: false }, axisTick: { show: false }, silent: true };
  const across = {
    type: "value" as const,
    min: -0.5,
    max: points.length - 0.5,
    splitLine: { show: false },
    containShape: false,
  };
  const option: EChartsOption = {
    color: [palette.accent],
    textStyle: { fontFamily: palette.font },
    grid: [
      { left: layout.left, right: layout.right, ...layout.scores },
      { left: layout.left, right: layout.right, ...layout.answers },
    ],
    xAxis: [
      { ...across, show: false },
      {
        ...across,
        ...bare,
        gridIndex: 1,
        axisLabel: {
          ...text,
          customValues: labelled(points.length, MOST_LABELS[size]),
          formatter: (index: number) => points[index]?.label ?? "",
        },
      },
    ],
    yAxis: [
      {
        ...bare,
        min: range.min,
        max: range.max,
        interval: range.step,
        axisLabel: { ...text, customValues: marksOf(range), formatter: presentScoreNumber },
        splitLine: { lineStyle: { color: palette.line } },
      },
      {
        ...bare,
        gridIndex: 1,
        min: 0,
        max: most,
        interval: most,
        axisLabel: { ...text, customValues: [0, most], formatter: presentCount },
        splitLine: { lineStyle: { color: palette.line } },
      },
    ],
    series: [
      ...bandOf(points, palette),
      {
        type: "line",
        silent: true,
        z: 4,
        data: points.map(({ score }, index) => [index, score]),
        showSymbol: points.length <= MOST_DOTS[size],
        symbol: "circle",
        symbolSize: 6,
        showAllSymbol: true,
        itemStyle: { color: palette.accent },
        lineStyle: { color: palette.accent, width: 2, join: "round" },
        markLine: { symbol: "none", silent: true, data: marksIn(input, range, palette, text) },
      },
      lonePoints(points, palette),
      {
        type: "bar",
        silent: true,
        xAxisIndex: 1,
        yAxisIndex: 1,
        large: true, // one path for all of them
        largeThreshold: 1,
        barWidth: barWidth(points.length, layout.width - layout.left - layout.right),
        data: points.map(({ responses }, index) => [index, responses]),
        itemStyle: { color: palette.faint, opacity: 0.6 },
      },
    ],
    graphic: {
      type: "text",
      left: 2,
      top: layout.answers.top - TEXT[size] - 8,
      silent: true,
      style: { text: "Answers", fill: palette.quiet, fontSize: TEXT[size], fontFamily: palette.font },
    },
  };
  return { width: layout.width, height: layout.height, option };
}

/** Two stacked lines without a stroke: the lower end of the interval, and upon it the space up to the higher. */
function bandOf(points: readonly ChartPoint[], palette: Palette) {
  const line = {
    type: "line" as const,
    silent: true,
    symbol: "none",
    stack: "band",
    stackStrategy: "all" as const, // else a low end below zero and the space above it would not add up
    lineStyle: { opacity: 0 },
  };
  return [
    { ...line, data: points.map(({ low, high }, index) => [index, high === null ? null : low]) },
    {
      ...line,
      data: points.map(({ low, high }, index) => [index, low === null || high === null ? null : high - low]),
      areaStyle: { color: palette.accent, opacity: 0.18 },
    },
  ];
}

/** The line of zero where there is one, and a number for each event within the period; what they are stands beside. */
function marksIn(
  { points, events }: TrendInput,
  { min, max }: { min: number; max: number },
  palette: Palette,
  text: { fontFamily: string; fontSize: number },
) {
  const zero = {
    yAxis: 0,
    lineStyle: { color: palette.faint, type: "solid" as const, width: 1 },
    label: { show: false },
  };
  const marks = eventsWithin(points, events).map(({ index, number }) => ({
    xAxis: index,
    lineStyle: { color: palette.quiet, type: "dashed" as const, width: 1 },
    label: {
      ...text,
      color: palette.ground,
      backgroundColor: palette.quiet,
      borderRadius: 9,
      padding: [3, 6] as [number, number],
      formatter: String(number),
    },
  }));
  return [...(min < 0 && max > 0 ? [zero] : []), ...marks];
}

/** The events of the period, numbered from the oldest, with the point that they fall into. */
function eventsWithin(points: readonly ChartPoint[], events: readonly ChartEvent[]) {
  return events
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
    .flatMap((event) => {
      const index = points.findIndex(({ from, to }) => from <= event.day && event.day <= to);
      return index < 0 ? [] : [{ ...event, index }];
    })
    .map((event, place) => ({ ...event, number: place + 1 }));
}

/** "1: 5 Sep 2026, version 3 of After a call" */
export function eventNotes({ points, events }: TrendInput): string[] {
  return eventsWithin(points, events).map(
    ({ number, day, label }) => `${number}: ${presentDay(day)}, ${label}`,
  );
}

/** Indexes with a label, evenly spread; the last one counts most, so they are counted back from it. */
function labelled(count: number, most: number): number[] {
  const step = Math.max(1, Math.ceil(count / most));
  const indexes: number[] = [];
  for (let index = count - 1; index >= 0; index -= step) indexes.unshift(index);
  return indexes;
}

function barWidth(count: number, width: number): number {
  return Math.max(0.5, Math.min(28, (width / Math.max(1, count)) * 0.66));
}
