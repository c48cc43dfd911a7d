import { type Reply, writeDoc } from "../bson/write.js";
import { firstReply, nextReply } from "../cursors.js";
import type { Engine } from "../engine.js";
import { CommandError } from "../errors.js";
import { findRows, type FoundRow } from "../query/findRows.js";
import { readKeyFields } from "../query/keyField.js";
import { readProjection } from "../query/projection.js";
import {
  type Command,
  docOption,
  flagOption,
  listOption,
  namespaceOf,
  wholeNumberOption,
} from "./command.js";

/** As in MongoDB: the documents of a first batch when nobody says how many. */
export const FIRST_BATCH = 101;

/** find: the documents go out as they are stored, unless a projection cuts them. */
export function find(engine: Engine, command: Command): Reply {
  const { options } = command;
  const namespace = namespaceOf(command);
  const projection = readProjection(options.get("projection"));
  const rows = findRows(engine.storage, engine.catalog.collections.get(namespace), {
    query: docOption(options, "filter"),
    sort: readKeyFields(options.get("sort")),
    limit: wholeNumberOption(options, "limit", 0),
    ...(projection && { roots: projection }),
  });
  const size = wholeNumberOption(options, "batchSize", FIRST_BATCH);
  const isSingle = flagOption(options, "singleBatch");
  return firstReply(engine.cursors, documents(rows, projection), { namespace, size, isSingle });
}

function* documents(rows: Iterable<FoundRow>, wanted: Set<string> | null): Generator<Buffer> {
  // what was read for the query and the sort stands beside what was asked for
  for (const { bytes, doc } of rows)
    yield wanted === null ? bytes : writeDoc(new Map([...doc].filter(([name]) => wanted.has(name))));
}

/** getMore: the next part of an open result. */
export function getMore(engine: Engine, command: Command): Reply {
  const id = command.options.get("getMore");
  if (typeof id !== "bigint") throw new CommandError(14, "'getMore' must be a long");
  const namespace = `${command.database}.${String(command.options.get("collection"))}`;
  const size = wholeNumberOption(command.options, "batchSize", 0);
  return nextReply(engine.cursors, id, { namespace, size: size || Infinity });
}

/** killCursors: closes those that are open and names those that are not. */
export function killCursors(engine: Engine, command: Command): Reply {
  const asked = listOption(command.options, "cursors").filter((id) => typeof id === "bigint");
  const cursorsKilled = asked.filter((id) => engine.cursors.open.delete(id));
  const cursorsNotFound = asked.filter((id) => !cursorsKilled.includes(id));
  return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
}
