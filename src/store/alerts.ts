import { model } from "mongoose";
import { NotFound } from "../lib/errors.js";
import type { Alert } from "../records/alert.js";
import { alertMeasurePart } from "./alertRaises.js";
import { insertOnce, part, recordSchema, toDocument, toRecord, type Stored } from "./document.js";
import { filterPart } from "./views.js";

const schema = recordSchema<Stored<Alert, "key">>("alerts", {
  name: String,
  kind: String,
  view: String,
  filter: filterPart,
  touchpoint: String,
  metric: String,
  days: Number,
  users: [String],
  chatUrl: String,
  isCommentInChat: Boolean,
  isPaused: Boolean,
  listensSince: Date,
  state: part({ is: String, since: String }),
  judgedDay: String,
  measure: alertMeasurePart,
  createdBy: String,
  createdAt: Date,
  updatedAt: Date,
});

const Alerts = model("Alert", schema);

/** All of them, by name. */
export async function list(): Promise<Alert[]> {
  const found = await Alerts.find().lean();
  const all = found.map((one) => toRecord<Alert>(one, "key"));
  return all.sort((a, b) => a.name.localeCompare(b.name, "en") || (a.key < b.key ? -1 : 1));
}

/** Those that look at a view. */
export async function listByView(view: string): Promise<Alert[]> {
  return (await list()).filter((one) => one.view === view);
}

/** The alert, or null. */
export async function find(key: string): Promise<Alert | null> {
  const found = await Alerts.findById(key).lean();
  return found && toRecord<Alert>(found, "key");
}

/** The alert; throws NotFound. */
export async function get(key: string): Promise<Alert> {
  const alert = await find(key);
  if (!alert) throw new NotFound("This alert does not exist.");
  return alert;
}

/** False when the key is taken. */
export async function insert(alert: Alert): Promise<boolean> {
  return insertOnce(() => Alerts.create([toDocument(alert, "key")]));
}

type Settings = Pick<
  Alert,
  "name" | "view" | "filter" | "touchpoint" | "metric" | "days" | "users" | "chatUrl" | "isCommentInChat"
>;

/** Everything that a person chooses of an alert; what is absent is taken away. False when there is none any more. */
export async function set(key: string, settings: Settings, now: Date): Promise<boolean> {
  const optional = ["view", "filter", "touchpoint", "metric", "days", "chatUrl"] as const;
  const absent = optional.filter((name) => settings[name] === undefined);
  const result = await Alerts.updateOne({ _id: key }, {
    $set: { ...settings, updatedAt: now },
    ...(absent.length > 0 && { $unset: Object.fromEntries(absent.map((name) => [name, 1])) }),
  } as object);
  return result.matchedCount === 1;
}

/** It watches something else from now on: what it saw before says nothing. */
export async function setAnew(key: string, now: Date): Promise<void> {
  await Alerts.updateOne(
    { _id: key },
    { $set: { listensSince: now, state: { is: "fine" } }, $unset: { judgedDay: 1, measure: 1 } },
  );
}

/** Pauses it, or goes on; false when it is so already. */
export async function moveTo(key: string, isPaused: boolean, now: Date): Promise<boolean> {
  const result = await Alerts.updateOne(
    { _id: key, isPaused: !isPaused },
    { $set: { isPaused, updatedAt: now } },
  );
  return result.matchedCount === 1;
}

/** Notes a day's judgement. False when another process has judged since, or somebody changed what it watches. */
export async function moveJudged(
  { key, judgedDay, listensSince }: Alert,
  judged: Required<Pick<Alert, "state" | "judgedDay" | "measure">>,
): Promise<boolean> {
  const before = judgedDay === undefined ? { $exists: false } : judgedDay;
  const filter = { _id: key, judgedDay: before, listensSince };
  return (await Alerts.updateOne(filter as object, { $set: judged })).matchedCount === 1;
}

/** False when there is none. */
export async function remove(key: string): Promise<boolean> {
  return (await Alerts.deleteOne({ _id: key })).deletedCount === 1;
}
