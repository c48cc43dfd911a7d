import type { SurveyResponse } from "../../records/response.js";
import type { TagRun } from "../../records/tagRun.js";
import * as responseTags from "../../store/responseTags.js";
import * as tagRules from "../../store/tagRules.js";
import * as tagRuns from "../../store/tagRuns.js";
import { putMissingTags } from "./putMissingTags.js";
import { readSentiment } from "./sentimentRules.js";
import { SENTIMENT_RUN, startTagRun } from "./startTagRun.js";
import { walkResponses } from "./walkResponses.js";

const BATCH = 500;

/** Other jobs wait for this one: it stops after a moment, and goes on at the next run. */
const MOST_MS = 500;

/**
 * Goes on with what was asked for about earlier answers, where it stopped: a killed process loses one step, which is done
 * again. The first time ever it asks for the sentiment of what was said before. Returns how many answers it read.
 */
export async function runTagRuns(now: Date): Promise<number> {
  const began = performance.now();
  let runs = await tagRuns.list();
  if (!runs.some(({ id }) => id === SENTIMENT_RUN)) {
    await startTagRun(SENTIMENT_RUN, now);
    runs = await tagRuns.list();
  }
  let looked = 0;
  for (const run of runs.filter(({ isOpen }) => isOpen)) {
    const left = MOST_MS - (performance.now() - began);
    if (left > 0) looked += await goOn(run, left);
  }
  return looked;
}

async function goOn(begun: TagRun, mostMs: number): Promise<number> {
  const rule = begun.id === SENTIMENT_RUN ? null : await tagRules.find(begun.id);
  const isPointless = begun.id !== SENTIMENT_RUN && !rule?.active;
  const began = performance.now();
  let run = begun;
  if (!isPointless)
    for await (const step of walkResponses({}, {}, { after: run.place ?? undefined, batch: BATCH })) {
      const changed = rule ? await putMissingTags([rule], step.items) : await readSentiments(step.items);
      const next = { place: step.place, looked: run.looked + step.looked, changed: run.changed + changed };
      if (!(await tagRuns.move(run, { ...next, isOpen: true }))) return run.looked - begun.looked;
      run = { ...run, ...next };
      if (performance.now() - began >= mostMs) return run.looked - begun.looked;
    }
  const { place, looked, changed } = run;
  await tagRuns.move(run, { place, looked, changed, isOpen: false });
  return looked - begun.looked;
}

async function readSentiments(items: readonly SurveyResponse[]): Promise<number> {
  const read = items.flatMap(({ id, day, comment, language, sentiment: known }) => {
    const sentiment = known || comment === "" ? undefined : readSentiment(comment, language);
    return sentiment ? [{ id, day, comment, sentiment }] : [];
  });
  await responseTags.setSentiments(read);
  return read.length;
}
