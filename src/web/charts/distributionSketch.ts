import type { EChartsOption } from "echarts";
import { categoriesOf, categoryOf } from "../../domain/metrics/rules.js";
import type { Metric } from "../../records/metric.js";
import { toneOf } from "../presenters/metricWords.js";
import { countOf, presentCount, presentShare } from "../presenters/numbers.js";
import type { ChartBar, DistributionInput } from "./chartInputs.js";
import type { Palette } from "./palettes.js";
import { TEXT, WIDTHS, type Hit, type Sketch } from "./sketch.js";

const WIDTH = WIDTHS.narrow;
const HEIGHT = 250;
const LEFT = 6;
const PLOT = { top: 24, height: 150 };

/** Stripes and dots: the categories differ without colour too. */
const STRIPES = { dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4 };
const DOTS = { symbol: "circle", dashArrayX: [[2, 5]], dashArrayY: [2, 5], symbolSize: 0.9 };

const SHORT = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** From here on a number is wider than its bar on a scale of eleven. */
const SHORT_FROM = 1000;

/** How often each score of the scale was given. One picture for all widths: it has few parts. */
export function sketchDistribution({ metric, bars }: DistributionInput, palette: Palette): Sketch {
  const size = TEXT.narrow;
  const text = { color: palette.quiet, fontFamily: palette.font, fontSize: size };
  const colours = { good: palette.good, bad: palette.bad, "": palette.mid };
  const decals = {
    good: { symbol: "none", color: palette.ground },
    bad: { ...STRIPES, color: palette.ground },
    "": { ...DOTS, color: palette.quiet },
  };
  const option: EChartsOption = {
    color: [palette.accent],
    textStyle: { fontFamily: palette.font },
    aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
    grid: { left: LEFT, right: LEFT, ...PLOT },
    xAxis: {
      type: "category",
      silent: true,
      data: bars.map(({ score }) => String(score)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.line } },
      axisLabel: { ...text, color: palette.ink, interval: 0 },
    },
    yAxis: { type: "value", show: false, min: 0, max: Math.max(1, ...bars.map(({ count }) => count)) },
    series: {
      type: "bar",
      silent: true,
      barCategoryGap: "14%",
      data: bars.map(({ score, count }) => {
        const tone = toneOf(metric, categoryOf(metric, score));
        return {
          value: count,
          itemStyle: { color: colours[tone], decal: decals[tone], borderRadius: [3, 3, 0, 0] },
        };
      }),
      label: {
        ...text,
        show: true,
        position: "top",
        formatter: ({ value }) => shortCount(Number(value)),
      },
    },
    graphic: categoryLabels(metric, bars, palette),
  };
  return { width: WIDTH, height: HEIGHT, option };
}

/** Below the scores a line over those of a category, with its name and share. */
function categoryLabels(metric: Metric, bars: readonly ChartBar[], palette: Palette) {
  const column = (WIDTH - 2 * LEFT) / bars.length;
  const all = sum(bars);
  const top = PLOT.top + PLOT.height + 26;
  return categoriesOf(metric).flatMap((category) => {
    const own = bars.filter(({ score }) => categoryOf(metric, score) === category);
    const first = bars.indexOf(own[0]!);
    const [from, to] = [LEFT + first * column + 3, LEFT + (first + own.length) * column - 3];
    const middle = (from + to) / 2;
    const write = (text: string, y: number, fill: string) => ({
      type: "text" as const,
      silent: true,
      x: middle,
      y,
      style: { text, fill, fontSize: TEXT.narrow, fontFamily: palette.font, align: "center" as const },
    });
    return [
      {
        type: "line" as const,
        silent: true,
        shape: { x1: from, y1: top, x2: to, y2: top },
        style: { stroke: palette.faint, lineWidth: 1.5 },
      },
      write(category, top + 8, palette.quiet),
      write(presentShare(all === 0 ? null : sum(own) / all), top + 25, palette.ink),
    ];
  });
}

/** The whole column of each bar: a short bar is as easy to meet as a high one. */
export function distributionHits({ bars }: DistributionInput): Hit[] {
  const column = (WIDTH - 2 * LEFT) / bars.length;
  return bars.flatMap(({ score, count, href }, index) =>
    href && count > 0
      ? [
          {
            x: LEFT + index * column,
            y: 0,
            width: column,
            height: PLOT.top + PLOT.height + 22,
            href,
            title: `Score ${score}: ${countOf(count, "answer")}`,
          },
        ]
      : [],
  );
}

function shortCount(count: number): string {
  return count < SHORT_FROM ? presentCount(count) : SHORT.format(count);
}

function sum(bars: readonly ChartBar[]): number {
  return bars.reduce((total, { count }) => total + count, 0);
}
