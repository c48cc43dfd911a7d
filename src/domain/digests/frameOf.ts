import { isRightToLeft } from "../../lib/locale.js";
import type { Context } from "../context.js";
import { digestTextsIn } from "./texts/textsByLanguage.js";
import { writtenZone } from "./writtenRules.js";

/** What stands around every mail about scores, in its language and direction. */
export function frameOf({ brandName, baseUrl, reportingZone }: Context, language: string) {
  const isRtl = isRightToLeft(language);
  return {
    brand: brandName,
    language,
    direction: isRtl ? "rtl" : "ltr",
    start: isRtl ? "right" : "left",
    end: isRtl ? "left" : "right",
    days: digestTextsIn(language).days(writtenZone(language, reportingZone)),
    settings: `${baseUrl}/account#score-digest`,
  };
}
