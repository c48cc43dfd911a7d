import { dayOf } from "../../lib/timeZone.js";
import type { Metric } from "../../records/metric.js";
import * as collectors from "../../store/collectors.js";
import * as surveys from "../../store/surveys.js";
import * as surveyVersions from "../../store/surveyVersions.js";
import * as triggers from "../../store/triggers.js";
import type { Period } from "./spanRules.js";

/** A survey that changed while it asked. */
export interface Publication {
  day: string;
  name: string;
  version: number;
}

/** More of one survey than this in a period would hide the line that they explain. */
const MOST_VERSIONS = 20;

/** The versions that were published in a period by the surveys that ask here, whether by triggers or collectors. */
export async function listPublications({
  touchpoint,
  metric,
  from,
  to,
  zone,
}: Period & { touchpoint: string; metric: Metric; zone: string }): Promise<Publication[]> {
  const [allTriggers, allCollectors, allSurveys] = await Promise.all([
    triggers.list(),
    collectors.list({ touchpoint }),
    surveys.list(),
  ]);
  const asking = new Set(
    [...allTriggers, ...allCollectors]
      .filter((one) => one.touchpoint === touchpoint)
      .map(({ survey }) => survey),
  );
  const own = allSurveys.filter((survey) => asking.has(survey.key) && survey.metric === metric);
  const versions = await Promise.all(own.map(({ key }) => surveyVersions.list(key, MOST_VERSIONS)));
  return versions
    .flat()
    .map(({ name, version, publishedAt }) => ({ name, version, day: dayOf(publishedAt, zone) }))
    .filter(({ day }) => day >= from && day <= to);
}
