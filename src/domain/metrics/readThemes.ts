import type { Metric } from "../../records/metric.js";
import type { SurveyVersion } from "../../records/survey.js";
import * as responseCounts from "../../store/responseCounts.js";
import * as surveyVersions from "../../store/surveyVersions.js";
import { countedAnswers } from "../surveys/questionRules.js";
import type { Period } from "./spanRules.js";
import { countThemes, type ThemedResponse, type Themes } from "./themeRules.js";

/** The newest responses say what people talk about now, and reading all of them would take seconds. */
export const MOST_READ = 1_000;

/** What people chose in further questions and what their responses were tagged with, in the newest responses of a period. */
export async function readThemes(of: Period & { touchpoint: string; metric: Metric }): Promise<Themes> {
  const found = await responseCounts.listThemed(of, MOST_READ + 1);
  const themed: ThemedResponse[] = [];
  const versions = new Map<string, SurveyVersion | null>();
  for (const { survey, surveyVersion, category, answers, tags = [] } of found.slice(0, MOST_READ)) {
    const name = `${survey}:${surveyVersion}`;
    if (answers && !versions.has(name)) versions.set(name, await surveyVersions.find(survey, surveyVersion));
    const version = versions.get(name);
    themed.push({
      category,
      tags,
      answers: answers && version ? countedAnswers(version, { category, answers }) : [],
    });
  }
  return { ...countThemes(of.metric, themed), isCut: found.length > MOST_READ };
}
