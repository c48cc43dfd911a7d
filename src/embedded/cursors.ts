import { CommandError } from "./errors.js";
import type { WritableDoc } from "./bson/write.js";
import { toDoc } from "./bson/write.js";

/** A result of which the client has only seen a part. */
interface OpenCursor {
  namespace: string;
  documents: Iterator<Buffer>;
  /** The next document, taken already to learn whether there is one. */
  next: IteratorResult<Buffer>;
  usedAtMs: number;
}

/** The open cursors by id. */
export interface Cursors {
  open: Map<bigint, OpenCursor>;
  lastId: bigint;
}

/** What to answer: the documents, and how many of them at once. */
export interface Batch {
  namespace: string;
  size: number;
  isSingle?: boolean;
}

const BATCH_BYTES = 16 * 1024 * 1024;
/** As in MongoDB: a cursor that nobody asks for goes after ten minutes. */
const IDLE_MS = 600_000;

/** No cursors yet. Ids begin at the start time, so that one from before a restart is not taken for a new one. */
export function createCursors(): Cursors {
  return { open: new Map(), lastId: BigInt(Date.now()) << 20n };
}

/** The first reply of find and aggregate; a cursor stays open if there is more. */
export function firstReply(cursors: Cursors, documents: Iterable<Buffer>, batch: Batch): WritableDoc {
  const iterator = documents[Symbol.iterator]();
  const cursor = {
    namespace: batch.namespace,
    documents: iterator,
    next: iterator.next(),
    usedAtMs: Date.now(),
  };
  const taken = take(cursor, batch.size);
  if (batch.isSingle || cursor.next.done)
    return reply(taken, "firstBatch", { id: 0n, namespace: batch.namespace });
  const id = ++cursors.lastId;
  cursors.open.set(id, cursor);
  return reply(taken, "firstBatch", { id, namespace: batch.namespace });
}

/** The reply to getMore. Throws CursorNotFound for an id that is closed or was never open. */
export function nextReply(cursors: Cursors, id: bigint, batch: Batch): WritableDoc {
  const cursor = cursors.open.get(id);
  if (cursor === undefined || cursor.namespace !== batch.namespace) {
    throw new CommandError(43, `cursor id ${id} not found`);
  }
  cursor.usedAtMs = Date.now();
  const taken = takeOrClose(cursors, id, { cursor, size: batch.size });
  if (!cursor.next.done) return reply(taken, "nextBatch", { id, namespace: batch.namespace });
  cursors.open.delete(id);
  return reply(taken, "nextBatch", { id: 0n, namespace: batch.namespace });
}

/** Closes the cursors of a namespace that is dropped, or (with no namespace) those that nobody has used for long. */
export function closeCursors(cursors: Cursors, namespace?: string): void {
  const oldest = Date.now() - IDLE_MS;
  for (const [id, cursor] of cursors.open) {
    const isMeant = namespace === undefined ? cursor.usedAtMs < oldest : cursor.namespace === namespace;
    if (isMeant) cursors.open.delete(id);
  }
}

function takeOrClose(cursors: Cursors, id: bigint, what: { cursor: OpenCursor; size: number }): Buffer[] {
  try {
    return take(what.cursor, what.size);
  } catch (error) {
    cursors.open.delete(id);
    throw error;
  }
}

function take(cursor: OpenCursor, size: number): Buffer[] {
  const taken: Buffer[] = [];
  let bytes = 0;
  while (!cursor.next.done && taken.length < size) {
    bytes += cursor.next.value.length;
    if (taken.length > 0 && bytes > BATCH_BYTES) break;
    taken.push(cursor.next.value);
    cursor.next = cursor.documents.next();
  }
  return taken;
}

function reply(documents: Buffer[], name: string, cursor: { id: bigint; namespace: string }): WritableDoc {
  return toDoc({ cursor: toDoc({ [name]: documents, id: cursor.id, ns: cursor.namespace }), ok: 1 });
}
