import { z } from "zod";
import { faultInPlaceholders } from "../../domain/surveys/personalise.js";
import { canonicalLocale } from "../../lib/locale.js";
import { line } from "./fields.js";

/** Texts by language tag, tags brought into canonical form. */
export const translationsOf = (max: number) =>
  z
    .record(z.string(), line(max), "must be an object of texts by language")
    .transform((texts, { addIssue }) => {
      const result: Record<string, string> = {};
      for (const [tag, text] of Object.entries(texts)) {
        const canonical = canonicalLocale(tag);
        const fault = faultInPlaceholders(text);
        if (fault) addIssue({ code: "custom", path: [tag], message: fault });
        if (canonical) result[canonical] = text;
        else addIssue({ code: "custom", path: [tag], message: "is not a known language tag" });
      }
      return result;
    });

/** As `translationsOf`, in at least one language. */
export const requiredTranslations = (max: number) =>
  translationsOf(max).refine(
    (texts) => Object.keys(texts).length > 0,
    "needs a text in at least one language",
  );
