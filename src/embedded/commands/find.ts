import { readDoc } from "../bson/read.js";
import { writeDoc, type WritableDoc } from "../bson/write.js";
import { firstReply } from "../cursors.js";
import type { Engine } from "../engine.js";
import { findRows } from "../query/findRows.js";
import { project, type Projection, readProjection, rootsOfProjection } from "../query/projection.js";
import type { FoundRow } from "../query/scan.js";
import { readSort } from "../query/sort.js";
import { type Command, docOption, flagOption, namespaceOf, wholeNumberOption } from "./command.js";

const FIRST_BATCH = 101;

/** find: the documents go out as they are stored, unless a projection cuts them. */
export function find(engine: Engine, command: Command): WritableDoc {
  const { options } = command;
  const namespace = namespaceOf(command);
  const projection = readProjection(options.get("projection"));
  const roots = projection === null ? new Set<string>() : rootsOfProjection(projection);
  const rows = findRows(engine.storage, engine.catalog.collections.get(namespace), {
    query: docOption(options, "filter"),
    sort: readSort(options.get("sort")),
    skip: wholeNumberOption(options, "skip", 0),
    limit: wholeNumberOption(options, "limit", 0),
    roots,
  });
  const size = wholeNumberOption(options, "batchSize", FIRST_BATCH);
  const isSingle = flagOption(options, "singleBatch");
  return firstReply(engine.cursors, documents(rows, projection), { namespace, size, isSingle });
}

function* documents(rows: Iterable<FoundRow>, projection: Projection | null): Generator<Buffer> {
  for (const row of rows) yield projectBytes(row, projection);
}

function projectBytes(row: FoundRow, projection: Projection | null): Buffer {
  if (projection === null) return row.bytes;
  // an inclusion has read what it needs, perhaps with fields of the query beside it
  return writeDoc(project(projection.isInclusion ? row.doc : readDoc(row.bytes), projection));
}
