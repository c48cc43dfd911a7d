import { elements, nameOf, readDoc, readValue } from "../bson/read.js";
import { type Doc, isDoc, isNumber, plainNumber, type Value } from "../bson/value.js";
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
/** What drivers add to every command; it changes nothing here. */
const COMMON = new Set([
  "$db",
  "$readPreference",
  "lsid",
  "readConcern",
  "writeConcern",
  "comment",
  "maxTimeMS",
]);
const READ_CONCERNS = [undefined, "local", "majority", "available"];
const DOCUMENT = 3;
const ARRAY = 4;

/** Reads a command out of a message; its lists stand beside the body or (sent by scripts) in it. */
export function readCommand({ body, sequences }: Message): Command {
  const options: Doc = new Map();
  const lists = new Map(sequences);
  for (const element of elements(body)) {
    const name = nameOf(body, element);
    const [type, , , at] = element;
    if (RAW_LISTS.has(name) && type === ARRAY) lists.set(name, readList(body, at));
    else options.set(name, readValue(body, element));
  }
  const name = options.keys().next().value ?? "";
  const database = options.get("$db");
  return { name, database: typeof database === "string" ? database : "admin", options, lists };
}

/** Throws 20 on transactions, and 238 with the option's name on options that are not in the list. */
export function requireKnownOptions({ name, options }: Command, allowed: readonly string[]): void {
  if (options.has("txnNumber"))
    throw new CommandError(20, "Transaction numbers are only allowed on a replica set member or mongos");
  const level = docOption(options, "readConcern").get("level");
  if (!READ_CONCERNS.includes(level as string)) throw refusal(`readConcern ${String(level)}`);
  const others = new Map([...options].filter(([option]) => option !== name && !COMMON.has(option)));
  requireOnly(others, allowed, name);
}

/** Throws 238 with the name of the first field that is not allowed and says something. */
export function requireOnly(options: Doc, allowed: readonly string[], owner: string): void {
  for (const [name, value] of options)
    if (!allowed.includes(name) && value !== null) throw refusal(`the option ${name} of ${owner}`);
}

/** "db.collection" of a command that names its collection first. */
export function namespaceOf({ name, database, options }: Command): string {
  const collection = options.get(name);
  if (typeof collection === "string" && collection !== "") return `${database}.${collection}`;
  throw new CommandError(73, `${name} needs the name of a collection`);
}

/** A document among the options; absent means empty. */
export function docOption(options: Doc, name: string): Doc {
  const value = options.get(name) ?? new Map();
  if (!isDoc(value)) throw wrongType(name, "an object");
  return value;
}

/** A list among the options. */
export function listOption(options: Doc, name: string): Value[] {
  const value = options.get(name);
  if (!Array.isArray(value)) throw wrongType(name, "an array");
  return value;
}

/** A whole number from 0 among the options, or what stands for its absence. */
export function wholeNumberOption(options: Doc, name: string, absent: number): number {
  const value = options.get(name) ?? absent;
  const number = isNumber(value) ? Number(plainNumber(value)) : NaN;
  if (value !== absent && !Number.isInteger(number)) throw wrongType(name, "a whole number");
  if (number < 0) throw new CommandError(2, `'${name}' may not be below zero`);
  return number;
}

/** A flag among the options, or what stands for its absence. */
export function flagOption(options: Doc, name: string, absent = false): boolean {
  const value = options.get(name) ?? absent;
  if (typeof value !== "boolean") throw wrongType(name, "true or false");
  return value;
}

/** The documents of a list ("updates"), read. */
export function docList(command: Command, name: string): Doc[] {
  return rawList(command, name).map((bytes) => readDoc(bytes));
}

/** The documents of a list ("documents") as they came. */
export function rawList(command: Command, name: string): Buffer[] {
  const list = command.lists.get(name) ?? [];
  if (list.length === 0) throw new CommandError(16, `${command.name} needs at least one of '${name}'`);
  return list;
}

function readList(body: Buffer, start: number): Buffer[] {
  return elements(body, start).map(([type, , , at, length]) => {
    if (type !== DOCUMENT) throw new CommandError(14, "a list of documents holds something else");
    return body.subarray(at, at + length);
  });
}

function wrongType(name: string, expected: string): CommandError {
  return new CommandError(14, `'${name}' must be ${expected}`);
}
