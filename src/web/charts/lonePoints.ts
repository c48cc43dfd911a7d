import type { CustomSeriesOption } from "echarts";
import type { ChartPoint } from "./chartInputs.js";
import type { Palette } from "./palettes.js";

/** Points between gaps: no line and no band reaches them, so each is a dot with a bar for its interval. */
export function lonePoints(points: readonly ChartPoint[], palette: Palette): CustomSeriesOption {
  const alone = points.flatMap((point, index) => {
    const isAlone =
      point.score !== null &&
      (points[index - 1]?.score ?? null) === null &&
      (points[index + 1]?.score ?? null) === null;
    return isAlone ? [[index, point.score, point.low ?? point.score, point.high ?? point.score]] : [];
  });
  return {
    type: "custom",
    silent: true,
    z: 5,
    data: alone,
    renderItem: (_params, api) => {
      const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
      const [, bottom = y] = api.coord([api.value(0), api.value(2)]);
      const [, top = y] = api.coord([api.value(0), api.value(3)]);
      return {
        type: "group",
        children: [
          {
            type: "line",
            shape: { x1: x, y1: top, x2: x, y2: bottom },
            style: { fill: "none", stroke: palette.accent, lineWidth: 6, opacity: 0.25 },
          },
          { type: "circle", shape: { cx: x, cy: y, r: 3.5 }, style: { fill: palette.accent } },
        ],
      };
    },
  };
}
