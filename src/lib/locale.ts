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
 * What serves the first wanted locale that can be served; null when none can. "es-MX" is content with "es", and "es"
 * with "es-MX". Another script of the language (Simplified for somebody who reads Traditional Chinese) comes after
 * everything else that is wanted.
 */
export function matchLocale(wanted: readonly string[], available: readonly string[]): string | null {
  for (const locale of wanted) {
    const readable = available.filter((one) => isSameWriting(one, locale));
    const match = closest(locale, readable) ?? readable[0];
    if (match) return match;
  }
  for (const locale of wanted) {
    const match = available.find((one) => languageOf(one) === languageOf(locale));
    if (match) return match;
  }
  return null;
}

/** The first wanted locale that writes in this language, for its way of writing dates and numbers; else the language. */
export function regionalLocale(language: string, wanted: readonly string[]): string {
  return wanted.find((one) => isSameWriting(one, language)) ?? language;
}

/** Whether who reads one can read the other: the same language in the same script. */
export function isSameWriting(one: string, other: string): boolean {
  return languageOf(one) === languageOf(other) && scriptOf(one) === scriptOf(other);
}

/** The longest beginning of the locale that there is: "zh-Hans-CN", else "zh-Hans", else "zh". */
function closest(locale: string, available: readonly string[]): string | undefined {
  if (available.includes(locale)) return locale;
  const shorter = locale.slice(0, Math.max(0, locale.lastIndexOf("-")));
  return shorter ? closest(shorter, available) : undefined;
}

function languageOf(locale: string): string {
  return locale.split("-")[0]!;
}

const MAX_KEPT = 500; // locales come from outside

const scripts = new Map<string, string>();

/** "Hant" for "zh-TW": the script in which a locale is written when it does not say so. */
function scriptOf(locale: string): string {
  let script = scripts.get(locale);
  if (script === undefined) {
    if (scripts.size >= MAX_KEPT) scripts.clear();
    script = new Intl.Locale(locale).maximize().script ?? "";
    scripts.set(locale, script);
  }
  return script;
}

const RIGHT_TO_LEFT_SCRIPTS = ["Arab", "Hebr", "Thaa", "Syrc", "Nkoo"];

/** Whether the language is written from right to left. */
export function isRightToLeft(locale: string): boolean {
  return RIGHT_TO_LEFT_SCRIPTS.includes(scriptOf(locale));
}
