import { type Reply, writeDoc } from "../bson/write.js";
import type { Engine } from "../engine.js";
import { CommandError, refusal } from "../errors.js";
import type { Message } from "../wire.js";
import { aggregate } from "./aggregate.js";
import { type Command, readCommand, requireKnownOptions } from "./command.js";
import { deleteCommand } from "./delete.js";
import { find, getMore, killCursors } from "./find.js";
import { findAndModify } from "./findAndModify.js";
import { createIndexes, dropIndexes, listIndexes } from "./indexes.js";
import { insert } from "./insert.js";
import { create, dropDatabase, listCollections } from "./namespaces.js";
import { updateCommand } from "./update.js";

interface Entry {
  run: (engine: Engine, command: Command) => Reply | Promise<Reply>;
  /** The options that are understood besides the common ones; null: any, because they change nothing. */
  options: readonly string[] | null;
}

/** THE LIST: every command that is answered. */
const COMMANDS: Record<string, Entry> = {
  hello: { run: () => hello(false), options: null },
  ismaster: { run: () => hello(true), options: null },
  ping: { run: () => ({ ok: 1 }), options: [] },
  endSessions: { run: () => ({ ok: 1 }), options: [] },
  find: { run: find, options: ["filter", "sort", "projection", "limit", "batchSize", "singleBatch"] },
  getMore: { run: getMore, options: ["collection", "batchSize"] },
  killCursors: { run: killCursors, options: ["cursors"] },
  aggregate: { run: aggregate, options: ["pipeline", "cursor"] },
  insert: { run: insert, options: ["ordered"] },
  update: { run: updateCommand, options: ["ordered"] },
  delete: { run: deleteCommand, options: ["ordered"] },
  findAndModify: { run: findAndModify, options: ["query", "sort", "remove", "update", "new", "upsert"] },
  create: { run: create, options: [] },
  dropDatabase: { run: dropDatabase, options: [] },
  listCollections: {
    run: listCollections,
    options: ["filter", "nameOnly", "authorizedCollections", "cursor"],
  },
  createIndexes: { run: createIndexes, options: ["indexes"] },
  listIndexes: { run: listIndexes, options: ["cursor"] },
  dropIndexes: { run: dropIndexes, options: ["index"] },
};

/** Runs the command of a message. Every error becomes an answer: a CommandError keeps its code, others are code 1. */
export async function runCommand(engine: Engine, message: Message): Promise<Buffer> {
  try {
    const command = readCommand(message);
    const entry = Object.hasOwn(COMMANDS, command.name) ? COMMANDS[command.name] : undefined;
    if (entry === undefined) throw refusal(`the command ${command.name}`);
    if (entry.options !== null) requireKnownOptions(command, entry.options);
    const reply = await entry.run(engine, command);
    return Buffer.isBuffer(reply) ? reply : writeDoc(reply);
  } catch (error) {
    return writeDoc(errorReply(error));
  }
}

/** hello (and its old name): a standalone server, so that drivers send no transaction numbers. */
function hello(isLegacy: boolean): Reply {
  return {
    helloOk: true,
    [isLegacy ? "ismaster" : "isWritablePrimary"]: true,
    maxBsonObjectSize: 16 * 1024 * 1024,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    logicalSessionTimeoutMinutes: 30,
    minWireVersion: 0,
    maxWireVersion: 21,
    ok: 1,
  };
}

function errorReply(error: unknown): Record<string, unknown> {
  if (error instanceof CommandError) {
    const { code, codeName, message, details } = error;
    return { ok: 0, errmsg: message, code, codeName, ...details };
  }
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { ok: 0, errmsg: `The embedded database failed: ${reason}`, code: 1, codeName: "InternalError" };
}
