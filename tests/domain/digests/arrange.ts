import { fileMailId } from "../../../src/domain/digests/fileMailId.js";
import { nameOf, rebuildDays } from "../../../src/domain/metrics/rebuildDays.js";
import { categoryOf } from "../../../src/domain/metrics/rules.js";
import type { DigestChoice } from "../../../src/records/digest.js";
import type { Metric } from "../../../src/records/metric.js";
import type { SurveyResponse } from "../../../src/records/response.js";
import type { DayKey } from "../../../src/records/rollup.js";
import type { User } from "../../../src/records/user.js";
import * as fileMails from "../../../src/store/fileMails.js";
import * as responses from "../../../src/store/responses.js";
import * as users from "../../../src/store/users.js";

/** 22 characters, as real ones have. */
export const STOP_TOKEN = "stop-token-of-a-test-0";

let serial = 0;

/** Stored answers of one day, and its roll-ups: each score so many times. */
export async function answered(
  scores: Record<number, number>,
  about: { day: string; touchpoint?: string; metric?: Metric; comment?: string },
): Promise<void> {
  const { day, touchpoint = "support-call", metric = "nps", comment = "" } = about;
  const all = Object.entries(scores).flatMap(([score, times]) => Array<number>(times).fill(Number(score)));
  await Promise.all(
    all.map((score) => responses.insert(aResponse({ day, touchpoint, metric, score, comment }))),
  );
  const key: DayKey = { kind: "answers", touchpoint, metric, day };
  await rebuildDays([...new Map([[nameOf(key), key]]).values()]);
}

function aResponse(
  about: Pick<SurveyResponse, "day" | "touchpoint" | "metric" | "score" | "comment">,
): SurveyResponse {
  serial += 1;
  const at = new Date(`${about.day}T12:00:00Z`);
  return {
    ...about,
    id: `response-${String(serial).padStart(6, "0")}`,
    invitation: `invitation-${serial}`,
    customer: `customer-${serial}`,
    survey: "support-nps",
    surveyVersion: 1,
    category: categoryOf(about.metric, about.score),
    language: "en",
    channel: "email",
    properties: {},
    segment: {},
    respondedAt: at,
    changedAt: at,
  };
}

/** Somebody wants scores by mail; long since, unless it is said. */
export async function wants(user: User, choice: Partial<DigestChoice>): Promise<void> {
  await users.setScoreDigest(user.id, {
    cadences: ["weekly"],
    hour: 8,
    zone: "UTC",
    language: "en",
    since: new Date("2037-08-01T00:00:00Z"),
    stopToken: STOP_TOKEN,
    ...choice,
  });
}

/** Somebody wants a view's answers as a file every day, long since. */
export async function wantsFile(user: User, view: string): Promise<void> {
  const since = new Date("2037-08-01T00:00:00Z");
  const id = fileMailId(user.id, view);
  await fileMails.set({ id, user: user.id, view, cadence: "daily", since, stopToken: STOP_TOKEN });
}
