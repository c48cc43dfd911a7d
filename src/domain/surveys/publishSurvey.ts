import { contentHash } from "../../lib/canonicalJson.js";
import type { Survey, SurveyContent, SurveyState } from "../../records/survey.js";
import * as surveys from "../../store/surveys.js";
import * as surveyVersions from "../../store/surveyVersions.js";

const MAX_RACES = 10;

export interface PublishedSurvey {
  survey: Survey;
  isCreated: boolean;
}

/**
 * Makes the content the live version of the survey. The same content again changes nothing; other content
 * becomes the next frozen version, and invitations made before keep theirs. `state` is kept when absent.
 */
export async function publishSurvey(
  key: string,
  { content, state }: { content: SurveyContent; state?: SurveyState },
  now: Date,
): Promise<PublishedSurvey> {
  const hash = contentHash(content);
  for (let race = 0; race < MAX_RACES; race += 1) {
    const live = await surveys.find(key);
    if (live && (await surveyVersions.get(key, live.version)).contentHash === hash) {
      if (state) await surveys.setState(key, state, now);
      return { survey: await surveys.get(key), isCreated: false };
    }
    const version = (live?.version ?? 0) + 1;
    const isInserted = await surveyVersions.insert({ ...content, survey: key, version, contentHash: hash, publishedAt: now });
    // A version that is there although it is not live was left by a crash, or another publication is under way.
    const isOurs = isInserted || (await surveyVersions.get(key, version)).contentHash === hash;
    const { name, metric } = content;
    if (!live) {
      const first: Survey = { key, name, metric, state: state ?? "live", version, createdAt: now, updatedAt: now };
      if ((await surveys.insert(await matching(first, isOurs))) && isOurs) return { survey: first, isCreated: true };
    } else {
      await surveys.moveToVersion(key, live.version, await matching({ ...live, name, metric, version, updatedAt: now }, isOurs));
    }
  }
  throw new Error(`The survey ${key} was published by too many at once`);
}

/** The survey as its version says: a version left by somebody else is made live first, then ours becomes the next. */
async function matching<T extends Survey>(survey: T, isOurs: boolean): Promise<T> {
  if (isOurs) return survey;
  const { name, metric } = await surveyVersions.get(survey.key, survey.version);
  return { ...survey, name, metric };
}
