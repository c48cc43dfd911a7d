import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { publishSurvey } from "../../../src/domain/surveys/publishSurvey.js";
import { contentHash } from "../../../src/lib/canonicalJson.js";
import type { SurveyContent } from "../../../src/records/survey.js";
import * as surveys from "../../../src/store/surveys.js";
import * as surveyVersions from "../../../src/store/surveyVersions.js";
import { closeDatabase, emptyDatabase, openDatabase } from "../../database.js";

const MORNING = new Date("2037-09-01T09:00:00Z");
const NOON = new Date("2037-09-01T12:00:00Z");

function asking(question: string): SurveyContent {
  return { name: "After a call", metric: "nps", question: { en: question }, followUp: {}, thanks: {} };
}

/** Frozen versions are kept in memory by their key, so that each test takes a survey of its own. */
let key = "";
let serial = 0;

async function publishedQuestions(): Promise<string[]> {
  const versions = await surveyVersions.list(key, 100);
  return versions.reverse().map(({ version, question }) => `${version} ${question["en"]}`);
}

/** What a process leaves that dies after it froze a version and before that version went live. */
async function leaveUnfinished(version: number, content: SurveyContent): Promise<void> {
  const frozen = {
    ...content,
    survey: key,
    version,
    contentHash: contentHash(content),
    publishedAt: MORNING,
  };
  expect(await surveyVersions.insert(frozen)).toBe(true);
}

describe("publishing a survey", () => {
  beforeAll(openDatabase);
  beforeEach(async () => {
    await emptyDatabase();
    serial += 1;
    key = `survey-${serial}`;
  });
  afterAll(closeDatabase);

  it("freezes a first version that is live at once", async () => {
    const { survey, isCreated } = await publishSurvey(key, { content: asking("Well?") }, MORNING);
    expect(isCreated).toBe(true);
    expect(survey).toMatchObject({ key, name: "After a call", state: "live", version: 1 });
  });

  it("makes no second version of the same content", async () => {
    await publishSurvey(key, { content: asking("Well?") }, MORNING);
    const again = await publishSurvey(key, { content: asking("Well?") }, NOON);
    expect(again).toMatchObject({ isCreated: false, survey: { version: 1, updatedAt: MORNING } });
    expect(await publishedQuestions()).toEqual(["1 Well?"]);
  });

  it("keeps the first version as it was when the content changes", async () => {
    await publishSurvey(key, { content: asking("Well?") }, MORNING);
    const changed = { ...asking("And now?"), name: "New name" };
    const { survey } = await publishSurvey(key, { content: changed }, NOON);
    expect(survey).toMatchObject({ version: 2, name: "New name", createdAt: MORNING, updatedAt: NOON });
    expect(await publishedQuestions()).toEqual(["1 Well?", "2 And now?"]);
  });

  it("leaves a paused survey paused when only its content changes", async () => {
    await publishSurvey(key, { content: asking("Well?"), state: "paused" }, MORNING);
    const { survey } = await publishSurvey(key, { content: asking("And now?") }, NOON);
    expect(survey).toMatchObject({ version: 2, state: "paused" });
  });

  it("changes the state without a new version", async () => {
    await publishSurvey(key, { content: asking("Well?") }, MORNING);
    const { survey } = await publishSurvey(key, { content: asking("Well?"), state: "paused" }, NOON);
    expect(survey).toMatchObject({ version: 1, state: "paused" });
  });

  it.each([0, 1])(
    "freezes ten different contents once each when they come at once, after %i versions",
    async (before) => {
      if (before === 1) await publishSurvey(key, { content: asking("Before") }, MORNING);
      const questions = Array.from({ length: 10 }, (_, index) => `Question ${index}`);
      const published = await Promise.all(
        questions.map((question) => publishSurvey(key, { content: asking(question) }, NOON)),
      );
      const versions = await surveyVersions.list(key, 100);
      expect(versions.map(({ version }) => version)).toEqual(
        Array.from({ length: 10 + before }, (_, i) => 10 + before - i),
      );
      expect(
        versions
          .map(({ question }) => question["en"])
          .filter((text) => text !== "Before")
          .sort(),
      ).toEqual(questions);
      expect((await surveys.get(key)).version).toBe(10 + before);
      expect(published.filter(({ isCreated }) => isCreated)).toHaveLength(1 - before);
    },
  );

  it("makes one version of the same content that comes ten times at once", async () => {
    await publishSurvey(key, { content: asking("Before") }, MORNING);
    await Promise.all(
      Array.from({ length: 10 }, () => publishSurvey(key, { content: asking("After") }, NOON)),
    );
    expect(await publishedQuestions()).toEqual(["1 Before", "2 After"]);
  });

  it("finishes a first publication that was cut off when it is repeated", async () => {
    await leaveUnfinished(1, asking("Well?"));
    const { survey } = await publishSurvey(key, { content: asking("Well?"), state: "paused" }, NOON);
    expect(survey).toMatchObject({ version: 1, state: "paused" });
    expect(await publishedQuestions()).toEqual(["1 Well?"]);
  });

  it("finishes a later publication that was cut off when it is repeated", async () => {
    await publishSurvey(key, { content: asking("Well?") }, MORNING);
    await leaveUnfinished(2, { ...asking("And now?"), name: "New name" });
    const repeated = { ...asking("And now?"), name: "New name" };
    const { survey } = await publishSurvey(key, { content: repeated }, NOON);
    expect(survey).toMatchObject({ version: 2, name: "New name" });
    expect(await publishedQuestions()).toEqual(["1 Well?", "2 And now?"]);
  });

  it.each([1, 2])("goes past version %i that was cut off and never repeated", async (version) => {
    if (version === 2) await publishSurvey(key, { content: asking("Well?") }, MORNING);
    await leaveUnfinished(version, asking("Cut off"));
    const { survey } = await publishSurvey(key, { content: asking("Later") }, NOON);
    expect(survey.version).toBe(version + 1);
    expect((await publishedQuestions()).slice(-2)).toEqual([`${version} Cut off`, `${version + 1} Later`]);
  });

  it("refuses what was written from a version that is not live any more", async () => {
    await publishSurvey(key, { content: asking("Well?") }, MORNING);
    await publishSurvey(key, { content: asking("Hers"), from: 1 }, NOON);
    await expect(publishSurvey(key, { content: asking("His"), from: 1 }, NOON)).rejects.toMatchObject({
      status: 409,
    });
    expect(await publishedQuestions()).toEqual(["1 Well?", "2 Hers"]);
  });

  it("lets only one of ten through that were written from the same version", async () => {
    await publishSurvey(key, { content: asking("Well?") }, MORNING);
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        publishSurvey(key, { content: asking(`${index}`), from: 1 }, NOON),
      ),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await surveys.get(key)).version).toBe(2);
    expect(await surveyVersions.list(key, 100)).toHaveLength(2);
  });
});
