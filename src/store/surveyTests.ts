import { model, Schema } from "mongoose";
import type { SurveyTest } from "../records/surveyTest.js";
import { recordSchema, toDocument, toRecord, type Stored } from "./document.js";

const schema = recordSchema<Stored<SurveyTest, "token">>("surveyTests", {
  content: Schema.Types.Mixed,
  language: String,
  touchpoint: String,
  user: String,
  createdAt: Date,
  expiresAt: Date,
});
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 }); // drafts that nobody looks at any more remove themselves

const SurveyTests = model("SurveyTest", schema);

/** Stores a new test. */
export async function insert(test: SurveyTest): Promise<void> {
  await SurveyTests.create([toDocument(test, "token")]);
}

/** The test of a link while it can be opened, or null. */
export async function find(token: string, now: Date): Promise<SurveyTest | null> {
  const found = await SurveyTests.findOne({ _id: token, expiresAt: { $gt: now } }).lean();
  return found && toRecord<SurveyTest>(found, "token");
}

/** Removes one test. */
export async function remove(token: string): Promise<void> {
  await SurveyTests.deleteOne({ _id: token });
}
