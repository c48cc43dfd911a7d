import { createHash } from "node:crypto";
import type * as Echarts from "echarts";
import type { Sketch } from "./sketch.js";

/** Enough for every picture of a company's touchpoints, at about 20 kB each. */
const MOST_KEPT = 300;

let loading: Promise<typeof Echarts> | null = null;

export interface Drawn {
  width: number;
  height: number;
  /** The inside of an SVG of this size. */
  markup: string;
}

const kept = new Map<string, Drawn>();

/**
 * A picture as SVG. `of` is all that the picture depends on: while that stays the same it is drawn once, since
 * drawing takes milliseconds and figures change seldom. The last pictures are kept.
 */
export async function drawOnce(of: unknown, sketch: () => Sketch): Promise<Drawn> {
  const key = createHash("sha1").update(JSON.stringify(of)).digest("hex").slice(0, 16);
  const drawn = kept.get(key) ?? (await draw(sketch(), key));
  kept.delete(key); // what is used moves to the end, so that the first is the one unused for longest
  kept.set(key, drawn);
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
  return drawn;
}

/** The library is loaded with the first picture: most starts (workers, tests) need none. */
async function draw({ width, height, option }: Sketch, key: string): Promise<Drawn> {
  loading ??= import("echarts/dist/echarts.esm.min");
  const { init } = await loading;
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption({ animation: false, ...option });
    return { width, height, markup: insideOf(chart.renderToSVGString({ useViewBox: true }), key) };
  } finally {
    chart.dispose();
  }
}

/**
 * Without the frame, which is ours, without what only a browser's script would use, and without style blocks, which
 * the page forbids. All text of a picture has one size, which its frame says once. Names get the key in front: two pictures on one page must not share a pattern.
 */
function insideOf(svg: string, key: string): string {
  return svg
    .replace(/^<svg[^>]*>/, "")
    .replace(/<\/svg>\s*$/, "")
    .replace(/<style[\s\S]*?<\/style>/g, "")
    .replace(/ (?:class|pointer-events|ecmeta_\w+)="[^"]*"/g, "")
    .replace(/^\s*<rect [^>]*fill="none"><\/rect>/, "")
    .replace(/ style="font-size:[^;"]*;font-family:[^;"]*;"/g, "")
    .replace(/(id="|url\(#)zr\d+-/g, `$1c${key}-`);
}
