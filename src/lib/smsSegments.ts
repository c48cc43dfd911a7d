/** The GSM 03.38 alphabet: one septet each. */
const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/** Its extension table: an escape and the character, two septets that stay together. */
const EXTENSION = "\f^{}\\[~]|€";

const WIDTHS = new Map<string, number>([
  ...[...BASIC].map((character) => [character, 1] as const),
  ...[...EXTENSION].map((character) => [character, 2] as const),
]);

export interface Segments {
  encoding: "GSM-7" | "UCS-2";
  /** As they are charged: an extension character, and most emoji, count two. */
  characters: number;
  /** How many messages are paid for; none for an empty text. */
  segments: number;
  /** What fits into one of them. */
  perSegment: number;
}

/** How a text is split on its way. One character outside GSM-7 makes all of it UCS-2. */
export function countSegments(text: string): Segments {
  const isGsm = [...text].every((character) => WIDTHS.has(character));
  const widths = [...text].map((character) => (isGsm ? WIDTHS.get(character)! : character.length));
  const characters = widths.reduce((sum, width) => sum + width, 0);
  const [whole, part] = isGsm ? [160, 153] : [70, 67];
  const encoding = isGsm ? "GSM-7" : "UCS-2";
  if (characters <= whole)
    return { encoding, characters, segments: characters === 0 ? 0 : 1, perSegment: whole };
  return { encoding, characters, segments: countParts(widths, part), perSegment: part };
}

/** A character of two is never torn apart, so a segment may end one short. */
function countParts(widths: readonly number[], room: number): number {
  let parts = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > room) {
      parts += 1;
      used = 0;
    }
    used += width;
  }
  return parts;
}
