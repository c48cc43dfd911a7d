const languageNames = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });

/** The canonical form of a BCP 47 locale ("en_us" becomes "en-US"), or null when its language is unknown. */
export function canonicalLocale(text: string): string | null {
  try {
    const [locale] = Intl.getCanonicalLocales(text.replaceAll("_", "-"));
    return locale && languageNames.of(locale.split("-")[0]!) ? locale : null;
  } catch {
    return null;
  }
}

/**
 * The first wanted locale for which `available` has the same locale or its language; null when there is none.
 * "es-MX" is content with "es", and "es" with "es-MX".
 */
export function matchLocale(wanted: readonly string[], available: readonly string[]): string | null {
  for (const locale of wanted) {
    const language = locale.split("-")[0];
    const match =
      available.find((one) => one === locale) ??
      available.find((one) => one === language) ??
      available.find((one) => one.split("-")[0] === language);
    if (match) return match;
  }
  return null;
}

const RIGHT_TO_LEFT_SCRIPTS = ["Arab", "Hebr", "Thaa", "Syrc", "Nkoo"];

/** Whether the language is written from right to left. */
export function isRightToLeft(locale: string): boolean {
  return RIGHT_TO_LEFT_SCRIPTS.includes(new Intl.Locale(locale).maximize().script ?? "");
}
