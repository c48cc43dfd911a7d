import { model } from "mongoose";
import { NotFound } from "../lib/errors.js";
import type { Survey, SurveyState } from "../records/survey.js";
import { insertOnce, recordSchema, toDocument, toRecord, type Stored } from "./document.js";
import { gatherFinds } from "./gather.js";

const schema = recordSchema<Stored<Survey, "key">>("surveys", {
  name: String,
  metric: String,
  state: String,
  version: Number,
  createdAt: Date,
  updatedAt: Date,
});

const Surveys = model("Survey", schema);

const findOne = gatherFinds(Surveys);

/** The survey, or null. */
export async function find(key: string): Promise<Survey | null> {
  const found = await findOne(key);
  return found && toRecord<Survey>(found, "key");
}

/** The survey; throws NotFound. */
export async function get(key: string): Promise<Survey> {
  const survey = await find(key);
  if (!survey) throw new NotFound(`No survey has the key "${key}".`);
  return survey;
}

/** All of them, by key. */
export async function list(): Promise<Survey[]> {
  const found = await Surveys.find().sort({ _id: 1 }).lean();
  return found.map((one) => toRecord<Survey>(one, "key"));
}

/** False when the key is taken. */
export async function insert(survey: Survey): Promise<boolean> {
  return insertOnce(() => Surveys.create([toDocument(survey, "key")]));
}

/** Makes a later version live; false when another publication was quicker. */
export async function moveToVersion(
  key: string,
  from: number,
  to: Pick<Survey, "version" | "name" | "metric" | "updatedAt">,
): Promise<boolean> {
  const result = await Surveys.updateOne({ _id: key, version: from }, { $set: to });
  return result.matchedCount === 1;
}

/** Sets whether the survey is live or paused. */
export async function setState(key: string, state: SurveyState, now: Date): Promise<void> {
  await Surveys.updateOne({ _id: key, state: { $ne: state } }, { $set: { state, updatedAt: now } });
}
