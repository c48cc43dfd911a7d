/** What editors put in by themselves, and what it stands for: one of them would halve the room of the whole text. */
export const SMS_PLAIN: Readonly<Record<string, string>> = {
  "‘": "'",
  "’": "'",
  "‚": "'",
  "“": '"',
  "”": '"',
  "„": '"',
  "–": "-",
  "—": "-",
  "…": "...",
  "\u00a0": " ",
  "\u202f": " ",
};

/** The text with typographic quotes, dashes and spaces replaced by those that an SMS has room for. */
export function toSmsText(text: string): string {
  return [...text].map((character) => SMS_PLAIN[character] ?? character).join("");
}
