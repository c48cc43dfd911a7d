import { model, Schema } from "mongoose";
import { NotFound } from "../lib/errors.js";
import type { SurveyVersion } from "../records/survey.js";
import { insertOnce, recordSchema, type Stored } from "./document.js";

// The key is "survey:version", so that two publications at once cannot both become version 3.
const schema = recordSchema<Stored<SurveyVersion, never>>("surveyVersions", {
  survey: String,
  version: Number,
  name: String,
  metric: String,
  question: Schema.Types.Mixed,
  defaultLanguage: String,
  followUp: Schema.Types.Mixed,
  thanks: Schema.Types.Mixed,
  email: Schema.Types.Mixed,
  questions: Schema.Types.Mixed,
  contentHash: String,
  publishedAt: Date,
});

schema.index({ survey: 1, version: -1 }); // the history on a survey's page

const SurveyVersions = model("SurveyVersion", schema);

const KEPT_VERSIONS = 500;
const kept = new Map<string, SurveyVersion>();

/** The frozen version, or null. Kept in memory: a version never changes. */
export async function find(survey: string, version: number): Promise<SurveyVersion | null> {
  const id = `${survey}:${version}`;
  const known = kept.get(id);
  if (known) return known;
  const found = await SurveyVersions.findById(id).lean();
  if (!found) return null;
  const { _id, ...record } = found as SurveyVersion & { _id: string };
  if (kept.size >= KEPT_VERSIONS) kept.clear();
  kept.set(_id, record);
  return record;
}

/** The frozen version; throws NotFound. */
export async function get(survey: string, version: number): Promise<SurveyVersion> {
  const found = await find(survey, version);
  if (!found) throw new NotFound(`The survey "${survey}" has no version ${version}.`);
  return found;
}

/** The newest versions first, `limit` at most. */
export async function list(survey: string, limit: number): Promise<SurveyVersion[]> {
  const found = await SurveyVersions.find({ survey }).sort({ version: -1 }).limit(limit).lean();
  return found.map(({ _id, ...record }) => record as SurveyVersion);
}

/** False when that version exists already. */
export async function insert(version: SurveyVersion): Promise<boolean> {
  const _id = `${version.survey}:${version.version}`;
  const isInserted = await insertOnce(() => SurveyVersions.create([{ _id, ...version }]));
  if (isInserted) kept.delete(_id); // of a database that was emptied under this process
  return isInserted;
}
