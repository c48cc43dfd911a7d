/** What an SMS is counted by, also by the page on which one is typed. */
export const SMS_COUNTING = {
  gsm7: "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
  /** Sent as an escape and a character: they count two. */
  gsm7Twice: "\f^{}\\[~]|€",
  /** How many units fit into one that stands alone, and into each of several. */
  gsm7Room: [160, 153],
  ucs2Room: [70, 67],
} as const;

const GSM_7 = new Set(SMS_COUNTING.gsm7);
const GSM_7_EXTENSION = new Set(SMS_COUNTING.gsm7Twice);

export interface Segments {
  encoding: "GSM-7" | "UCS-2";
  /** In units of the encoding: an extension character and an emoji count two. */
  characters: number;
  segments: number;
  /** How many units fit into each of that many segments. */
  perSegment: number;
}

/** How a text goes out by SMS: 160 GSM-7 or 70 UCS-2 characters, less in each when there are several (3GPP TS 23.038). */
export function countSegments(text: string): Segments {
  const isGsm = charactersOutsideGsm7(text).length === 0;
  const units = isGsm ? [...text].map(gsmUnits) : [...text].map((character) => character.length);
  const characters = sum(units);
  const [alone, joined] = isGsm ? SMS_COUNTING.gsm7Room : SMS_COUNTING.ucs2Room;
  if (characters <= alone)
    return {
      encoding: isGsm ? "GSM-7" : "UCS-2",
      characters,
      segments: characters === 0 ? 0 : 1,
      perSegment: alone,
    };
  return {
    encoding: isGsm ? "GSM-7" : "UCS-2",
    characters,
    segments: fill(units, joined),
    perSegment: joined,
  };
}

/** Each character once that makes the whole text UCS-2. */
export function charactersOutsideGsm7(text: string): string[] {
  return [...new Set(text)].filter((character) => !GSM_7.has(character) && !GSM_7_EXTENSION.has(character));
}

function gsmUnits(character: string): number {
  return GSM_7_EXTENSION.has(character) ? 2 : 1;
}

/** A character of two units is never cut: it moves to the next segment. */
function fill(units: number[], size: number): number {
  let segments = 1;
  let used = 0;
  for (const unit of units) {
    if (used + unit > size) {
      segments += 1;
      used = 0;
    }
    used += unit;
  }
  return segments;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
