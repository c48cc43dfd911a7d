type Rgb = [number, number, number];

/** WCAG 2.2: text of ordinary size on its ground. */
const READABLE = 4.5;
const STEP = 0.04;

const WHITE = "#ffffff";
const BLACK = "#000000"; // a shade lighter and some greys would have no readable ink

/** Whether the text is a colour as "#1f5f8b". */
export function isColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}

/** The contrast of two colours, 1..21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** White or black, whichever is read better on this ground; one of them always is. */
export function inkOn(ground: string): string {
  return contrast(WHITE, ground) >= contrast(BLACK, ground) ? WHITE : BLACK;
}

/** The first colour with a share (0..1) of the second. */
export function mix(one: string, other: string, share: number): string {
  const towards = toRgb(other);
  return toHex(toRgb(one).map((part, place) => part + (towards[place]! - part) * share) as Rgb);
}

/** The colour, made darker or lighter just as far as text in it needs to be read on this ground. */
export function readableOn(colour: string, ground: string): string {
  for (let share = 0; share < 1; share += STEP) {
    const mixed = mix(colour, inkOn(ground), share);
    if (contrast(mixed, ground) >= READABLE) return mixed;
  }
  return inkOn(ground);
}

function luminance(colour: string): number {
  const [red, green, blue] = toRgb(colour).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function toRgb(colour: string): Rgb {
  const number = Number.parseInt(colour.slice(1), 16);
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255];
}

function toHex(parts: Rgb): string {
  return `#${parts.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}
