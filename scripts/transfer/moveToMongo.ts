import { copyCollection } from "./copyCollection.js";
import { type Db, listNames } from "./documents.js";
import { findMark, type Mark, putMark, removeMark } from "./mark.js";
import { openEmbedded, type OpenEmbedded } from "./openEmbedded.js";
import { openTarget, requireOtherServer } from "./openTarget.js";
import { type Held, surveyTarget } from "./surveyTarget.js";
import { TransferError } from "./transferError.js";
import { type Compared, compareCollection } from "./compareCollection.js";

export interface Move {
  dataDir: string;
  uri: string;
  /** Makes the target like the source, whatever stands there. */
  over?: boolean;
  say: (line: string) => void;
}

/**
 * Copies everything from the embedded server of a data folder to another MongoDB, and compares. Returns the
 * comparison; `isSame` tells whether all fits.
 *
 * Decision: a document that only the target has, or has otherwise, may be one that was deleted or changed at the
 * source since an earlier move, or work that was done on the target since. Only where the target is exactly as an
 * earlier move left it (its mark says so) it is the former, and is removed. Everywhere else the move refuses before
 * it changes anything; `over` removes such documents. Collections that the source does not have are never touched.
 */
export async function moveToMongo(move: Move): Promise<{ isSame: boolean; collections: Compared[] }> {
  const source = await openEmbedded(move.dataDir);
  try {
    requireOtherServer(source.uri, move.uri);
    warnOfOwner(source, move.say);
    const target = await openTarget(move.uri);
    try {
      return await moveBetween(source.db, target.db, move);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function moveBetween(source: Db, target: Db, move: Move) {
  const names = await listNames(source);
  move.say(`Looking at ${target.databaseName} ...`);
  const survey = await surveyTarget(source, target);
  if (!move.over) await requireNothingForeign(target, survey);
  await removeMark(target);
  const collections: Compared[] = [];
  const fingerprints = new Map<string, string>();
  for (const name of names) {
    const copied = await copyCollection({ source, target, name, held: survey.get(name), say: move.say });
    fingerprints.set(name, copied);
  }
  move.say("Comparing ...");
  for (const name of names)
    collections.push(await compareCollection({ source, target, name, copied: fingerprints.get(name)! }));
  const isSame = collections.every((one) => one.faults.length === 0);
  if (isSame) await leaveMark(target, collections);
  return { isSame, collections };
}

function warnOfOwner(source: OpenEmbedded, say: (line: string) => void): void {
  if (!source.owner) return;
  say(
    `WARNING: Afterword is running on this folder (process ${source.owner.pid}). What it writes from now on may be missed: ` +
      `stop it first, or stop it and repeat this command.`,
  );
}

async function requireNothingForeign(target: Db, survey: Map<string, Held>): Promise<void> {
  const foreign = [...survey].filter(([, held]) => held.foreign > 0);
  if (foreign.length === 0) return;
  const mark = await findMark(target);
  if (mark && isAsLeft(mark, survey) && foreign.every(([name]) => isIn(mark, name))) return;
  const list = foreign.map(([name, held]) => `${name} (${held.foreign} of ${held.count})`).join(", ");
  throw new TransferError(
    `The database ${target.databaseName} holds documents that the embedded server does not have, or has otherwise: ` +
      `${list}. Name an empty database, or add --over to make these collections like those of the embedded server.`,
  );
}

function isAsLeft(mark: Mark, survey: Map<string, Held>): boolean {
  return mark.fingerprints.every(
    ({ collection, fingerprint }) =>
      fingerprint === null || survey.get(collection)?.fingerprint === fingerprint,
  );
}

function isIn(mark: Mark, name: string): boolean {
  return mark.fingerprints.some(({ collection }) => collection === name);
}

async function leaveMark(target: Db, collections: Compared[]): Promise<void> {
  const fingerprints = collections.map(({ name, isTemporary, fingerprint }) => ({
    collection: name,
    fingerprint: isTemporary ? null : fingerprint,
  }));
  await putMark(target, { movedAt: new Date(), fingerprints });
}
