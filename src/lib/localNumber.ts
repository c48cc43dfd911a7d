const MAX_KEPT = 200; // locales come from outside, and an Intl object costs some kilobytes

const formats = new Map<string, Intl.NumberFormat>();
const plurals = new Map<string, Intl.PluralRules>();

/** The number in the digits and groups of the locale: "5,000", "5.000", "٥٬٠٠٠". */
export function localNumber(locale: string, number: number): string {
  return kept(formats, locale, () => new Intl.NumberFormat(locale)).format(number);
}

/** What is counted, in the forms that the language has for it; `other` stands in for a form that is not given. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** The number with what is counted in its right form: "1 character", "5 znaków". */
export function localCount(locale: string, number: number, forms: PluralForms): string {
  const rule = kept(plurals, locale, () => new Intl.PluralRules(locale)).select(number);
  return `${localNumber(locale, number)} ${forms[rule] ?? forms.other}`;
}

function kept<T>(all: Map<string, T>, locale: string, make: () => T): T {
  let found = all.get(locale);
  if (!found) {
    if (all.size >= MAX_KEPT) all.clear();
    found = make();
    all.set(locale, found);
  }
  return found;
}
