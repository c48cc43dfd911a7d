import { ar } from "./ar.js";
import { de } from "./de.js";
import type { DigestTexts } from "./digestTexts.js";
import { en } from "./en.js";
import { es } from "./es.js";
import { fr } from "./fr.js";
import { hi } from "./hi.js";
import { it } from "./it.js";
import { ja } from "./ja.js";
import { nl } from "./nl.js";
import { pl } from "./pl.js";
import { pt } from "./pt.js";
import { tr } from "./tr.js";
import { zhHans } from "./zhHans.js";

const TEXTS: Record<string, DigestTexts> = {
  en,
  es,
  fr,
  de,
  pt,
  it,
  nl,
  pl,
  tr,
  ar,
  hi,
  ja,
  "zh-Hans": zhHans,
};

/** The texts of a language, else English ones. */
export function digestTextsIn(language: string): DigestTexts {
  return TEXTS[language] ?? en;
}

/** The languages that a mail about scores can be read in. */
export const DIGEST_LANGUAGES = Object.keys(TEXTS);
