import { collectResponse } from "../../src/domain/collectors/collectResponse.js";
import type { Context } from "../../src/domain/context.js";
import { scoresOf } from "../../src/domain/metrics/rules.js";
import * as collectors from "../../src/store/collectors.js";
import * as surveys from "../../src/store/surveys.js";
import * as surveyVersions from "../../src/store/surveyVersions.js";
import { answerQuestions } from "./answerQuestions.js";
import { COMMENTS } from "./people.js";
import { createRandom } from "./random.js";

const DAY_MS = 24 * 60 * 60_000;

/** The collectors were put up so long before the story's end. */
const SINCE_DAYS = 40;

/** Whoever came along on a day and answered at a collector, without a name. Always the same for the same day. */
export async function passBy(
  context: Context,
  { evening, end }: { evening: Date; end: Date },
): Promise<void> {
  const daysAgo = Math.round((end.getTime() - evening.getTime()) / DAY_MS);
  if (daysAgo >= SINCE_DAYS) return;
  const random = createRandom(daysAgo + 1);
  for (const collector of await collectors.list()) {
    const { version: number } = await surveys.get(collector.survey);
    const version = await surveyVersions.get(collector.survey, number);
    const scores = scoresOf(version.metric);
    for (let person = random.int(0, 4); person > 0; person -= 1) {
      const isHappy = random.chance(0.7);
      const score = isHappy ? scores.at(-1 - random.int(0, 1))! : random.pick(scores);
      const level = isHappy ? "high" : "mid";
      const comment = random.chance(0.3) ? { comment: random.pick(COMMENTS[level]) } : {};
      const view = { id: `demo-${collector.key}-${daysAgo}-${person}`, collector, version };
      const given = await collectResponse(context, view, { score, language: "en", ...comment }, evening);
      if (given) await answerQuestions(context, given.invitation, given.response, evening);
    }
  }
}
