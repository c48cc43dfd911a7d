import type { Chart } from "./charts.js";
import { drawOnce } from "./drawOnce.js";
import { PAGE } from "./palettes.js";
import { TEXT, type SketchSize } from "./sketch.js";

/** Downloads of what a figure shows. */
export interface FigureLink {
  label: string;
  href: string;
}

/** What `partials/charts/figure` shows. `id` must be the only one of its kind on the page. */
export async function presentFigure(id: string, chart: Chart, downloads: FigureLink[] = []) {
  const { title, description, empty, notes, table } = chart;
  if (empty) return { id, title, empty };
  return {
    id,
    title,
    description,
    pictures: await Promise.all(chart.sizes.map((size) => presentPicture(id, chart, size))),
    notes,
    columns: table.columns,
    rows: table.rows,
    downloads,
  };
}

async function presentPicture(id: string, { sizes, of, sketch, hits }: Chart, size: SketchSize) {
  const drawn = await drawOnce([size, "page", of], () => sketch(size, PAGE));
  return {
    id: `${id}-${size}`,
    /** A picture without a sister is for all widths. */
    shownAt: sizes.length > 1 ? size : "any",
    width: drawn.width,
    height: drawn.height,
    textSize: TEXT[size],
    markup: drawn.markup,
    hits: hits(size),
  };
}
