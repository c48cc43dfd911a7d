import type { Chart } from "./charts.js";
import { drawOnce } from "./drawOnce.js";
import { PAPER } from "./palettes.js";
import { TEXT } from "./sketch.js";

const MARGIN = 20;
const HEAD = 62;
const NOTE = 20;

/** More notes than these would be longer than the picture. */
const MOST_NOTES = 12;

/**
 * A picture that stands alone: white ground, own colours and fonts, what its numbers mean, and with its title what it is
 * about: "Support call, 4 Aug to 1 Sep 2026".
 */
export async function toSvgFile(chart: Chart, about: string): Promise<string> {
  const size = chart.sizes[0]!;
  const { width, height, markup } = chart.empty
    ? { width: 600, height: 40, markup: line(chart.empty, { y: 16, size: 13, colour: PAPER.quiet }) }
    : await drawOnce([size, "paper", chart.of], () => chart.sketch(size, PAPER));
  const notes = chart.notes.slice(0, MOST_NOTES);
  const [wide, high] = [width + 2 * MARGIN, HEAD + height + notes.length * NOTE + 2 * MARGIN];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}" role="img" aria-labelledby="t d" font-family="${PAPER.font}" font-size="${TEXT[size]}">`,
    `<title id="t">${escapeMarkup(`${chart.title}: ${about}`)}</title><desc id="d">${escapeMarkup(chart.description)}</desc>`,
    `<rect width="${wide}" height="${high}" fill="${PAPER.ground}"/>`,
    `<g transform="translate(${MARGIN} ${MARGIN})">`,
    line(chart.title, { y: 14, size: 17, colour: PAPER.ink, isBold: true }),
    line(about, { y: 34, size: 12.5, colour: PAPER.quiet }),
    `<g transform="translate(0 ${HEAD - 10})">${markup}</g>`,
    ...notes.map((note, index) =>
      line(note, { y: HEAD + height + index * NOTE, size: 12, colour: PAPER.quiet }),
    ),
    `</g></svg>\n`,
  ].join("\n");
}

function line(
  text: string,
  { y, size, colour, isBold }: { y: number; size: number; colour: string; isBold?: boolean },
): string {
  const weight = isBold ? ` font-weight="600"` : "";
  return `<text y="${y}" font-size="${size}"${weight} fill="${colour}">${escapeMarkup(text)}</text>`;
}

/** XML forbids control characters even when escaped: one in a name would make the whole file unreadable. */
function escapeMarkup(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
