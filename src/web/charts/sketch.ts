import type { EChartsOption } from "echarts";

/** A part of a picture that leads somewhere, in the picture's own units. */
export interface Hit {
  x: number;
  y: number;
  width: number;
  height: number;
  href: string;
  /** What it says when pointed at. */
  title: string;
}

/** A picture before it is drawn. */
export interface Sketch {
  width: number;
  height: number;
  option: EChartsOption;
}

/** `wide` for a whole page, `narrow` for a telephone: text keeps its size, so each has its own picture. */
export type SketchSize = "wide" | "narrow";

/** The units of both pictures. Text of 12.5 in 900 shows at 11 px or more from 790 px on, 13 in 360 from 305 px on. */
export const WIDTHS: Record<SketchSize, number> = { wide: 900, narrow: 360 };

export const TEXT: Record<SketchSize, number> = { wide: 12.5, narrow: 13 };
