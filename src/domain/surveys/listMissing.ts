import { canonicalLocale, matchLocale } from "../../lib/locale.js";
import type { SurveyContent } from "../../records/survey.js";
import { categoriesOf } from "../metrics/rules.js";
import { leavesOf } from "./leaves.js";
import { LANGUAGES } from "./rules.js";

/** A text that the survey does not have in one of its languages. */
export interface Missing {
  language: string;
  /** Which text: ["followUp", "detractor"]. */
  path: string[];
}

/**
 * What customers read as a ready text or in another language, although the survey has words of its own for it; and
 * everything for which there is no ready text in a language. A language of texts without a question misses that.
 */
export function listMissing(content: SurveyContent): Missing[] {
  const languages = Object.keys(content.question);
  const written = languagesByText(content);
  const missing = languages.flatMap((language) => {
    const needed = new Set([...written.keys(), ...(hasReadyTexts(language) ? [] : readyTexts(content))]);
    return [...needed]
      .filter((text) => !matchLocale([language], written.get(text) ?? []))
      .map((text) => ({ language, path: JSON.parse(text) as string[] }));
  });
  return [...missing, ...orphans(content, languages)];
}

function hasReadyTexts(language: string): boolean {
  return matchLocale([language], LANGUAGES) !== null;
}

/** In which languages each text is written, of those texts that have one of the survey's languages. */
function languagesByText(content: SurveyContent): Map<string, string[]> {
  const languages = Object.keys(content.question);
  const written = new Map<string, string[]>();
  for (const { path } of leavesOf(content)) {
    const language = path.at(-1)!;
    if (path.length === 1 || canonicalLocale(language) !== language) continue;
    const text = JSON.stringify(path.slice(0, -1));
    written.set(text, [...(written.get(text) ?? []), language]);
  }
  return new Map([...written].filter(([, tags]) => matchLocale(languages, tags)));
}

/** What everybody may come to read beside the question. */
function readyTexts({ metric }: SurveyContent): string[] {
  const categories = categoriesOf(metric);
  return ["followUp", "thanks"].flatMap((field) =>
    categories.map((category) => JSON.stringify([field, category])),
  );
}

function orphans({ followUp, thanks, email = {} }: SurveyContent, languages: string[]): Missing[] {
  const texts = [followUp, thanks, email].flatMap((one) => Object.values(one));
  const tags = new Set(texts.flatMap((translations) => Object.keys(translations)));
  return [...tags]
    .filter((tag) => !languages.some((language) => matchLocale([language], [tag])))
    .map((language) => ({ language, path: ["question"] }));
}
