import { ar } from "./ar.js";
import { de } from "./de.js";
import { en } from "./en.js";
import { es } from "./es.js";
import { fr } from "./fr.js";
import { hi } from "./hi.js";
import { it } from "./it.js";
import { ja } from "./ja.js";
import { nl } from "./nl.js";
import { pl } from "./pl.js";
import { pt } from "./pt.js";
import type { Texts } from "./texts.js";
import { tr } from "./tr.js";
import { zhHans } from "./zhHans.js";

export const TEXTS_BY_LANGUAGE: Record<string, Texts> = {
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
