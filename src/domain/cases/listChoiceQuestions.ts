import * as surveys from "../../store/surveys.js";
import * as surveyVersions from "../../store/surveyVersions.js";
import { translated } from "../surveys/questionRules.js";

/** A question with options that a rule may look at, in the language of the company's people. */
export interface ChoiceToNote {
  key: string;
  text: string;
  options: { key: string; text: string }[];
}

/** The questions with options of all surveys as they are live; what several surveys ask by one key is one question. */
export async function listChoiceQuestions(): Promise<ChoiceToNote[]> {
  const all = await surveys.list();
  const versions = await Promise.all(all.map(({ key, version }) => surveyVersions.get(key, version)));
  const found = new Map<string, ChoiceToNote>();
  for (const question of versions.flatMap(({ questions = [] }) => questions)) {
    if (question.kind !== "choice" && question.kind !== "choices") continue;
    const { key, text, options } = question;
    const known = found.get(key) ?? { key, text: translated(text, "en") || key, options: [] };
    for (const option of options) {
      if (known.options.some((one) => one.key === option.key)) continue;
      known.options.push({ key: option.key, text: translated(option.text, "en") || option.key });
    }
    found.set(key, known);
  }
  return [...found.values()];
}
