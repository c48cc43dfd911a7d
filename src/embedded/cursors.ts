import { type Reply, writeAround } from "./bson/write.js";
import { CommandError } from "./errors.js";

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
export function firstReply(cursors: Cursors, documents: Iterable<Buffer>, batch: Batch): Reply {
  const iterator = documents[Symbol.iterator]();
  const { namespace } = batch;
  const cursor = { namespace, documents: iterator, next: iterator.next(), usedAtMs: Date.now() };
  const taken = take(cursor, batch.size);
  if (batch.isSingle || cursor.next.done) return reply({ id: 0n, ns: namespace }, "firstBatch", taken);
  const id = ++cursors.lastId;
  cursors.open.set(id, cursor);
  return reply({ id, ns: namespace }, "firstBatch", taken);
}

/** The reply to getMore. Throws CursorNotFound for an id that is closed or was never open. */
export function nextReply(cursors: Cursors, id: bigint, { namespace, size }: Batch): Reply {
  const cursor = cursors.open.get(id);
  if (cursor?.namespace !== namespace) throw new CommandError(43, `cursor id ${id} not found`);
  // it comes back below, unless reading fails or ends
  cursors.open.delete(id);
  const taken = take(cursor, size);
  if (cursor.next.done) return reply({ id: 0n, ns: namespace }, "nextBatch", taken);
  cursor.usedAtMs = Date.now();
  cursors.open.set(id, cursor);
  return reply({ id, ns: namespace }, "nextBatch", taken);
}

/** Closes the cursors of a namespace that is dropped, or (with no namespace) those that nobody has used for long. */
export function closeCursors(cursors: Cursors, namespace?: string): void {
  const oldest = Date.now() - IDLE_MS;
  for (const [id, cursor] of cursors.open) {
    const isMeant = namespace === undefined ? cursor.usedAtMs < oldest : cursor.namespace === namespace;
    if (isMeant) cursors.open.delete(id);
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

function reply(cursor: { id: bigint; ns: string }, name: string, documents: Buffer[]): Reply {
  return writeAround({ ok: 1 }, "cursor", writeAround(cursor, name, documents));
}
