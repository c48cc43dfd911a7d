import { type Db, findTwins, listNames, readBatches } from "./documents.js";
import { createFingerprint } from "./fingerprint.js";

/** What a collection of the target holds, seen from the source. */
export interface Held {
  count: number;
  /** Documents that the source does not have, or has otherwise: copying would take them away. */
  foreign: number;
  fingerprint: string;
}

/** Where a move leaves its mark in the target. */
export const MARKS = "afterwordMoves";

/** What every collection of the target holds, by name. */
export async function surveyTarget(source: Db, target: Db): Promise<Map<string, Held>> {
  const survey = new Map<string, Held>();
  for (const name of await listNames(target)) {
    if (name !== MARKS) survey.set(name, await look(source, target, name));
  }
  return survey;
}

/** The raw documents of a batch from the target that the source does not have in exactly this form. */
export async function foreignAmong(source: Db, name: string, batch: Buffer[]): Promise<Buffer[]> {
  const twins = new Set((await findTwins(source, name, batch)).map(textOf));
  return batch.filter((bytes) => !twins.has(textOf(bytes)));
}

async function look(source: Db, target: Db, name: string): Promise<Held> {
  const fingerprint = createFingerprint();
  const held = { count: 0, foreign: 0 };
  for await (const batch of readBatches(target, name)) {
    batch.forEach(fingerprint.add);
    held.count += batch.length;
    held.foreign += (await foreignAmong(source, name, batch)).length;
  }
  return { ...held, fingerprint: fingerprint.text() };
}

function textOf(bytes: Buffer): string {
  return bytes.toString("latin1");
}
