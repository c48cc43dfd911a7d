import { model } from "mongoose";
import { NotFound } from "../lib/errors.js";
import type { EndpointState, WebhookEndpoint } from "../records/webhookEndpoint.js";
import { insertOnce, recordSchema, toDocument, toRecord, type Stored } from "./document.js";

const schema = recordSchema<Stored<WebhookEndpoint, "key">>("webhookEndpoints", {
  name: String,
  url: String,
  types: [String],
  secret: String,
  previousSecret: String,
  previousUntil: Date,
  state: String,
  stateAt: Date,
  listensSince: Date,
  failingSince: Date,
  gaveUpAt: Date,
  createdAt: Date,
  updatedAt: Date,
});

const Endpoints = model("WebhookEndpoint", schema);

/** The endpoint, or null. */
export async function find(key: string): Promise<WebhookEndpoint | null> {
  const found = await Endpoints.findById(key).lean();
  return found && toRecord<WebhookEndpoint>(found, "key");
}

/** The endpoint; throws NotFound. */
export async function get(key: string): Promise<WebhookEndpoint> {
  const endpoint = await find(key);
  if (!endpoint) throw new NotFound(`No webhook has the key "${key}".`);
  return endpoint;
}

/** All of them, by key: an organisation has a handful. */
export async function list(): Promise<WebhookEndpoint[]> {
  const found = await Endpoints.find().sort({ _id: 1 }).lean();
  return found.map((one) => toRecord<WebhookEndpoint>(one, "key"));
}

/** False when the key is taken. */
export async function insert(endpoint: WebhookEndpoint): Promise<boolean> {
  return insertOnce(() => Endpoints.create([toDocument(endpoint, "key")]));
}

/** Changes what a person chooses about it; false when there is none. Its state and its secret stay. */
export async function set(
  { key, name, url, types }: Pick<WebhookEndpoint, "key" | "name" | "url" | "types">,
  now: Date,
): Promise<boolean> {
  const result = await Endpoints.updateOne({ _id: key }, { $set: { name, url, types, updatedAt: now } });
  return result.matchedCount === 1;
}

/** Changes the state; false when it has it already, and then since when it has stays as it is. */
export async function moveTo(key: string, state: EndpointState, now: Date): Promise<boolean> {
  const result = await Endpoints.updateOne(
    { _id: key, state: { $ne: state } },
    {
      $set: { state, stateAt: now, updatedAt: now, ...(state === "on" && { listensSince: now }) },
      ...(state === "on" && { $unset: { failingSince: 1 } }),
    },
  );
  return result.modifiedCount === 1;
}

/** It wants no more; only while it is on, so that a late answer does not undo what a person has chosen since. */
export async function moveToGone(key: string, now: Date): Promise<boolean> {
  const result = await Endpoints.updateOne(
    { _id: key, state: "on" },
    { $set: { state: "gone", stateAt: now, updatedAt: now } },
  );
  return result.modifiedCount === 1;
}

/** A new secret beside the one it takes the place of; false when that was replaced meanwhile. */
export async function moveSecret(
  { key, secret }: WebhookEndpoint,
  next: string,
  { previousUntil, now }: { previousUntil: Date; now: Date },
): Promise<boolean> {
  const result = await Endpoints.updateOne(
    { _id: key, secret },
    { $set: { secret: next, previousSecret: secret, previousUntil, updatedAt: now } },
  );
  return result.modifiedCount === 1;
}

/** A try did not get through; since when that is so stays the first time. */
export async function setFailing(key: string, at: Date): Promise<void> {
  await Endpoints.updateOne({ _id: key, failingSince: { $exists: false } }, { $set: { failingSince: at } });
}

/** A try got through. */
export async function setFine(key: string): Promise<void> {
  await Endpoints.updateOne({ _id: key }, { $unset: { failingSince: 1 } });
}

/** A message was given up; null: none is left that was. */
export async function setGaveUp(key: string, at: Date | null): Promise<void> {
  await Endpoints.updateOne({ _id: key }, at ? { $max: { gaveUpAt: at } } : { $unset: { gaveUpAt: 1 } });
}

/** False when there was none. */
export async function remove(key: string): Promise<boolean> {
  return (await Endpoints.deleteOne({ _id: key })).deletedCount === 1;
}
