import type { CustomSeriesOption, EChartsOption } from "echarts";
import { countOf, presentCount, presentScoreNumber } from "../presenters/numbers.js";
import type { BreakdownInput, ChartGroup } from "./chartInputs.js";
import type { Palette } from "./palettes.js";
import { TEXT, WIDTHS, type Hit, type Sketch, type SketchSize } from "./sketch.js";
import { marksOf, rangeOf } from "./valueRange.js";

const ROW = 30;
const TOP = 44;
const BOTTOM = 28;

/** The columns beside the drawing, in the picture's units. */
const COLUMNS: Record<SketchSize, { label: number; score: number; answers: number }> = {
  wide: { label: 210, score: 56, answers: 84 },
  narrow: { label: 106, score: 40, answers: 64 },
};

/** As much of a name as its column holds; the table has all of it. */
const MOST_LETTERS: Record<SketchSize, number> = { wide: 30, narrow: 14 };

/** Groups below each other: a dot for the score, a line for its interval, and the score of all to compare with. */
export function sketchBreakdown(input: BreakdownInput, size: SketchSize, palette: Palette): Sketch {
  const { metric, groups, overall } = input;
  const columns = COLUMNS[size];
  const text = { color: palette.quiet, fontFamily: palette.font, fontSize: TEXT[size] };
  const range = rangeOf(metric, [overall, ...groups.flatMap(({ score, low, high }) => [score, low, high])]);
  const option: EChartsOption = {
    color: [palette.accent],
    textStyle: { fontFamily: palette.font },
    grid: {
      left: columns.label + 8,
      right: columns.score + columns.answers + 8,
      top: TOP,
      height: groups.length * ROW,
    },
    xAxis: {
      type: "value",
      silent: true,
      min: range.min,
      max: range.max,
      interval: range.step,
      axisLabel: {
        ...text,
        hideOverlap: true,
        customValues: size === "wide" ? marksOf(range) : [range.min, range.max],
        formatter: presentScoreNumber,
      },
      splitLine: { lineStyle: { color: palette.line } },
    },
    yAxis: { type: "category", inverse: true, show: false, data: groups.map((_, index) => index) },
    series: [
      whiskers(groups, palette),
      {
        type: "line",
        data: [],
        markLine: { symbol: "none", silent: true, data: overallLine(overall, palette, text) },
      },
    ],
    graphic: words(groups, size, palette),
  };
  return { width: WIDTHS[size], height: TOP + groups.length * ROW + BOTTOM, option };
}

function whiskers(groups: readonly ChartGroup[], palette: Palette): CustomSeriesOption {
  return {
    type: "custom",
    silent: true,
    z: 5,
    data: groups.flatMap(({ score, low, high }, index) =>
      score === null ? [] : [[score, index, low ?? score, high ?? score]],
    ),
    renderItem: (_params, api) => {
      const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
      const [left = x] = api.coord([api.value(2), api.value(1)]);
      const [right = x] = api.coord([api.value(3), api.value(1)]);
      return {
        type: "group",
        children: [
          {
            type: "line",
            shape: { x1: left, y1: y, x2: right, y2: y },
            style: { fill: "none", stroke: palette.accent, lineWidth: 8, opacity: 0.3, lineCap: "round" },
          },
          {
            type: "circle",
            shape: { cx: x, cy: y, r: 5 },
            style: { fill: palette.accent, stroke: palette.ground, lineWidth: 2 },
          },
        ],
      };
    },
  };
}

function overallLine(
  overall: number | null,
  palette: Palette,
  text: { fontFamily: string; fontSize: number },
) {
  if (overall === null) return [];
  return [
    {
      xAxis: overall,
      lineStyle: { color: palette.quiet, type: "dashed" as const, width: 1 },
      label: {
        ...text,
        color: palette.ink,
        position: "start" as const,
        formatter: `All ${presentScoreNumber(overall)}`,
      },
    },
  ];
}

/** Names as a column at the left end, scores and numbers of answers at the right. */
function words(groups: readonly ChartGroup[], size: SketchSize, palette: Palette) {
  const right = WIDTHS[size] - 2;
  const { answers } = COLUMNS[size];
  const style = { fontSize: TEXT[size], fontFamily: palette.font };
  const write = (text: string, place: { x: number; y: number }, fill: string) => ({
    type: "text" as const,
    silent: true,
    x: place.x,
    y: place.y - TEXT[size] / 2,
    style: { ...style, text, fill, align: place.x === 0 ? ("left" as const) : ("right" as const) },
  });
  return [
    write("Score", { x: right - answers, y: 20 }, palette.quiet),
    write("Answers", { x: right, y: 20 }, palette.quiet),
    ...groups.flatMap(({ label, score, responses }, index) => {
      const y = TOP + (index + 0.5) * ROW;
      return [
        write(shorten(label, MOST_LETTERS[size]), { x: 0, y }, palette.ink),
        write(presentScoreNumber(score), { x: right - answers, y }, palette.ink),
        write(presentCount(responses), { x: right, y }, palette.quiet),
      ];
    }),
  ];
}

function shorten(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most
    ? text
    : `${letters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
}

/** Each whole row. */
export function breakdownHits({ groups }: BreakdownInput, size: SketchSize): Hit[] {
  return groups.flatMap((group, index) =>
    group.href
      ? [
          {
            x: 0,
            y: TOP + index * ROW,
            width: WIDTHS[size],
            height: ROW,
            href: group.href,
            title: groupInWords(group),
          },
        ]
      : [],
  );
}

/** "North: 51 (29 to 67), 51 answers" */
export function groupInWords({ label, score, low, high, responses }: ChartGroup): string {
  const interval =
    low === null || high === null ? "" : ` (${presentScoreNumber(low)} to ${presentScoreNumber(high)})`;
  return `${label}: ${presentScoreNumber(score)}${interval}, ${countOf(responses, "answer")}`;
}
