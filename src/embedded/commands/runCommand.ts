import { toDoc, type WritableDoc } from "../bson/write.js";
import { aggregate } from "../aggregate/aggregate.js";
import type { Engine } from "../engine.js";
import { CommandError, refusal } from "../errors.js";
import { type Command, requireKnownOptions } from "./command.js";
import { count, distinct } from "./counting.js";
import { getMore, killCursors } from "./cursorCommands.js";
import { deleteCommand } from "./delete.js";
import { find } from "./find.js";
import { findAndModify } from "./findAndModify.js";
import { acknowledge, buildInfo, hello } from "./handshake.js";
import { createIndexes, dropIndexes, listIndexes } from "./indexes.js";
import { insert } from "./insert.js";
import { create, drop, dropDatabase, listCollections, listDatabases } from "./namespaces.js";
import { updateCommand } from "./update.js";

interface Entry {
  run: (engine: Engine, command: Command) => WritableDoc | Promise<WritableDoc>;
  /** The options that are understood besides the common ones; null: any, because they change nothing. */
  options: readonly string[] | null;
}

/** THE LIST: every command that is answered. */
const COMMANDS: Record<string, Entry> = {
  hello: { run: () => hello(false), options: null },
  isMaster: { run: () => hello(true), options: null },
  ismaster: { run: () => hello(true), options: null },
  ping: { run: acknowledge, options: [] },
  buildInfo: { run: buildInfo, options: [] },
  buildinfo: { run: buildInfo, options: [] },
  endSessions: { run: acknowledge, options: [] },
  find: {
    run: find,
    options: ["filter", "sort", "projection", "skip", "limit", "batchSize", "singleBatch", "allowDiskUse"],
  },
  getMore: { run: getMore, options: ["collection", "batchSize"] },
  killCursors: { run: killCursors, options: ["cursors"] },
  aggregate: { run: aggregate, options: ["pipeline", "cursor", "allowDiskUse"] },
  count: { run: count, options: ["query", "skip", "limit"] },
  distinct: { run: distinct, options: ["key", "query"] },
  insert: { run: insert, options: ["ordered", "bypassDocumentValidation"] },
  update: { run: updateCommand, options: ["ordered", "bypassDocumentValidation"] },
  delete: { run: deleteCommand, options: ["ordered"] },
  findAndModify: {
    run: findAndModify,
    options: ["query", "sort", "remove", "update", "new", "fields", "upsert", "bypassDocumentValidation"],
  },
  create: { run: create, options: [] },
  drop: { run: drop, options: [] },
  dropDatabase: { run: dropDatabase, options: [] },
  listCollections: {
    run: listCollections,
    options: ["filter", "nameOnly", "authorizedCollections", "cursor"],
  },
  listDatabases: { run: listDatabases, options: ["nameOnly"] },
  createIndexes: { run: createIndexes, options: ["indexes"] },
  listIndexes: { run: listIndexes, options: ["cursor"] },
  dropIndexes: { run: dropIndexes, options: ["index"] },
};

/** Runs a command. Every error becomes an answer: a CommandError keeps its code, anything else is code 1. */
export async function runCommand(engine: Engine, command: Command): Promise<WritableDoc> {
  try {
    const entry = Object.hasOwn(COMMANDS, command.name) ? COMMANDS[command.name] : undefined;
    if (entry === undefined) throw refusal(`the command ${command.name}`);
    if (entry.options !== null) requireKnownOptions(command, entry.options);
    return await entry.run(engine, command);
  } catch (error) {
    return errorReply(error);
  }
}

/** The answer that tells of an error. */
export function errorReply(error: unknown): WritableDoc {
  if (error instanceof CommandError) {
    const { code, codeName, message, details } = error;
    return toDoc({ ok: 0, errmsg: message, code, codeName, ...details });
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return toDoc({
    ok: 0,
    errmsg: `The embedded database failed: ${message}`,
    code: 1,
    codeName: "InternalError",
  });
}
