import { elements, readDoc, readValue } from "../bson/read.js";
import { plainNumber } from "../bson/compare.js";
import { type Doc, isDoc, isNumber, typeName, type Value } from "../bson/value.js";
import { CommandError, refusal } from "../errors.js";
import type { Message } from "../wire.js";

/** A command as it came: its name, its database, its options, and its lists of documents as raw BSON. */
export interface Command {
  name: string;
  database: string;
  options: Doc;
  lists: Map<string, Buffer[]>;
}

/** The lists that stay BSON, because documents are stored as they came. */
const RAW_LISTS = new Set(["documents", "updates", "deletes"]);
/** What drivers add to every command; the transaction fields among them are refused by their value. */
const COMMON = new Set([
  "$db",
  "$readPreference",
  "$clusterTime",
  "lsid",
  "readConcern",
  "writeConcern",
  "comment",
  "maxTimeMS",
]);
const TRANSACTION = ["txnNumber", "autocommit", "startTransaction"];

/** Reads a command out of a message. */
export function readCommand(message: Message): Command {
  const options: Doc = new Map();
  const lists = new Map(message.sequences);
  for (const element of elements(message.body)) {
    if (RAW_LISTS.has(element.name) && element.type === 4) {
      const items = elements(message.body, element.start);
      lists.set(
        element.name,
        items.map((item) => rawDocument(message.body, item)),
      );
    } else options.set(element.name, readValue(message.body, element));
  }
  const name = options.keys().next().value ?? "";
  const database = options.get("$db");
  return { name, database: typeof database === "string" ? database : "admin", options, lists };
}

/** Throws 20 on transactions, and 238 with the option's name on options that are not in the list. */
export function requireKnownOptions(command: Command, allowed: readonly string[]): void {
  for (const field of TRANSACTION) {
    if (!command.options.has(field)) continue;
    throw new CommandError(20, "Transaction numbers are only allowed on a replica set member or mongos");
  }
  const own = new Set([command.name, ...allowed]);
  for (const [name, value] of command.options) {
    if (!own.has(name) && !COMMON.has(name) && value !== null)
      throw refusal(`the option ${name} of ${command.name}`);
  }
  const level = docOption(command.options, "readConcern").get("level");
  if (level !== undefined && level !== "local" && level !== "majority" && level !== "available") {
    throw refusal(`readConcern ${String(level)}`);
  }
}

/** "db.collection" of a command that names its collection first. */
export function namespaceOf(command: Command): string {
  const name = command.options.get(command.name);
  if (typeof name !== "string" || name === "") {
    throw new CommandError(73, `collection name has invalid type ${typeName(name)}`);
  }
  return `${command.database}.${name}`;
}

/** A document among the options; absent means empty. */
export function docOption(options: Doc, name: string): Doc {
  const value = options.get(name);
  if (value === undefined || value === null) return new Map();
  if (!isDoc(value)) throw wrongType(name, value, "object");
  return value;
}

/** A whole number among the options, or what stands for its absence. */
export function wholeNumberOption(options: Doc, name: string, absent: number): number {
  const value = options.get(name);
  if (value === undefined || value === null) return absent;
  const number = isNumber(value) ? Number(plainNumber(value)) : NaN;
  if (!Number.isInteger(number)) throw wrongType(name, value, "int");
  if (number < 0)
    throw new CommandError(2, `BSON field '${name}' value must be >= 0, actual value '${number}'`);
  return number;
}

/** A flag among the options, or what stands for its absence. */
export function flagOption(options: Doc, name: string, absent = false): boolean {
  const value = options.get(name);
  if (value === undefined || value === null) return absent;
  if (typeof value !== "boolean" && !isNumber(value)) throw wrongType(name, value, "bool");
  return typeof value === "boolean" ? value : Number(plainNumber(value)) !== 0;
}

/** The documents of a list ("updates"), read. */
export function docList(command: Command, name: string): Doc[] {
  return rawList(command, name).map((bytes) => readDoc(bytes));
}

/** The documents of a list ("documents") as they came. */
export function rawList(command: Command, name: string): Buffer[] {
  const list = command.lists.get(name);
  if (list === undefined) throw new CommandError(40414, `BSON field '${command.name}.${name}' is missing`);
  if (list.length === 0)
    throw new CommandError(16, "Write batch sizes must be between 1 and 100000. Got 0 operations.");
  return list;
}

function rawDocument(body: Buffer, item: { type: number; start: number; end: number }): Buffer {
  if (item.type !== 3) throw new CommandError(14, "a list of documents holds something else");
  return body.subarray(item.start, item.end);
}

function wrongType(name: string, value: Value, expected: string): CommandError {
  return new CommandError(
    14,
    `BSON field '${name}' is the wrong type '${typeName(value)}', expected type '${expected}'`,
  );
}
