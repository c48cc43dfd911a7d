import { DIGEST_LANGUAGES } from "../../domain/digests/texts/textsByLanguage.js";
import { CADENCES, type Cadence } from "../../records/digest.js";
import type { View } from "../../records/view.js";
import type { PresentedForm } from "./form.js";
import { presentOptions } from "./options.js";

const WORDS: Record<Cadence, string> = {
  daily: "Every day, the day before",
  weekly: "On Mondays, the seven days before",
  monthly: "On the 1st, the month before",
};

const TABS: Record<Cadence, string> = { daily: "Day", weekly: "Week", monthly: "Month" };

/** Which scores somebody gets by mail, as typed or as stored. */
export function presentScoreDigest({ values, errors }: PresentedForm, views: readonly View[]) {
  const ticked = [values["cadence"] ?? []].flat();
  return {
    cadences: CADENCES.map((value) => ({ value, label: WORDS[value], isTicked: ticked.includes(value) })),
    hour: {
      name: "digestHour",
      options: Array.from({ length: 24 }, (_, one) => ({
        value: String(one),
        label: `${String(one).padStart(2, "0")}:00`,
        isChosen: String(one) === values["digestHour"],
      })),
    },
    zone: values["digestZone"],
    language: {
      name: "digestLanguage",
      error: errors["digestLanguage"],
      options: presentOptions(
        DIGEST_LANGUAGES.map((value) => ({ value, label: autonym(value) })),
        values["digestLanguage"],
      ),
    },
    view: views.length > 0 && {
      name: "digestView",
      options: presentOptions(
        [{ value: "", label: "None" }, ...views.map(({ key, name }) => ({ value: key, label: name }))],
        values["digestView"],
      ),
    },
    errors,
    hasFaults: Object.keys(errors).length > 0,
  };
}

/** The links between the mails of a day, a week and a month. */
export function presentDigestTabs(shown: Cadence) {
  return CADENCES.map((cadence) => ({
    label: TABS[cadence],
    href: `/account/score-digest?cadence=${cadence}`,
    isCurrent: cadence === shown,
  }));
}

/** The name of a language in itself, with a capital letter as names in a list have. */
function autonym(language: string): string {
  const name = new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
  return name[0]!.toLocaleUpperCase(language) + name.slice(1);
}
