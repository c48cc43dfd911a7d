import { contentHash } from "../../lib/canonicalJson.js";
import { Conflict } from "../../lib/errors.js";
import type { Survey, SurveyContent, SurveyState, SurveyVersion } from "../../records/survey.js";
import * as surveys from "../../store/surveys.js";
import * as surveyVersions from "../../store/surveyVersions.js";

const MAX_RACES = 100; // each lost one is a version that somebody else published meanwhile

export interface Publication {
  content: SurveyContent;
  /** Kept as it is when absent. */
  state?: SurveyState;
  /** The version the content was written from, 0 for a new survey. Absent: whatever is live is replaced. */
  from?: number;
}

export interface PublishedSurvey {
  survey: Survey;
  isCreated: boolean;
}

/**
 * Makes the content the live version of the survey. What is live already is not published again; anything else
 * becomes the next frozen version, and invitations made before keep theirs. Throws Conflict when `from` is not
 * live any more.
 */
export async function publishSurvey(
  key: string,
  { content, state, from }: Publication,
  now: Date,
): Promise<PublishedSurvey> {
  const hash = contentHash(content);
  let isCreated = false;
  for (let race = 0; race < MAX_RACES; race += 1) {
    const live = await surveys.find(key);
    let candidate = live && (await surveyVersions.get(key, live.version));
    if (candidate?.contentHash !== hash) {
      const version = (live?.version ?? 0) + 1;
      if (from !== undefined && from !== version - 1) throw new Conflict(`"${key}" was published meanwhile.`);
      candidate = await freeze({ ...content, survey: key, version, contentHash: hash, publishedAt: now });
      isCreated = (await makeLive(live, candidate, state, now)) || isCreated;
    }
    if (candidate.contentHash !== hash) continue;
    if (state) await surveys.setState(key, state, now);
    return { survey: await surveys.get(key), isCreated };
  }
  throw new Conflict(`The survey "${key}" is published by too many at once. Please try again.`);
}

/**
 * The frozen version of this number: ours, or the one that is there already because another publication is under
 * way or was cut off before it went live.
 */
async function freeze(version: SurveyVersion): Promise<SurveyVersion> {
  const isFrozen = await surveyVersions.insert(version);
  return isFrozen ? version : surveyVersions.get(version.survey, version.version);
}

/**
 * Moves the survey on to a frozen version, whoever froze it; true when that created the survey. A move that
 * comes too late is none: somebody else has made this version live, and perhaps a later one since.
 */
async function makeLive(
  live: Survey | null,
  { survey: key, version, name, metric }: SurveyVersion,
  state: SurveyState = "live",
  now: Date,
): Promise<boolean> {
  if (!live) return surveys.insert({ key, name, metric, state, version, createdAt: now, updatedAt: now });
  await surveys.moveToVersion(key, live.version, { version, name, metric, updatedAt: now });
  return false;
}
