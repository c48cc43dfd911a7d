import type { Survey } from "../../records/survey.js";
import type { Trigger } from "../../records/trigger.js";
import * as surveys from "../../store/surveys.js";
import * as triggers from "../../store/triggers.js";

/** What is configured, read once per request: a batch of 1,000 events reads it once. */
export interface Configuration {
  /** By key: the order in which they decide. */
  triggers: Trigger[];
  surveys: Map<string, Survey>;
}

/** All triggers by key, and all surveys. */
export async function readConfiguration(): Promise<Configuration> {
  const [allTriggers, allSurveys] = await Promise.all([triggers.list(), surveys.list()]);
  return { triggers: allTriggers, surveys: new Map(allSurveys.map((survey) => [survey.key, survey])) };
}
