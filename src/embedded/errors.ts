import type { Value } from "./bson/value.js";

/** The names that somebody reads: Mongoose asks for the first. The others are numbers to every caller. */
const CODE_NAMES: Record<number, string> = {
  26: "NamespaceNotFound",
  238: "NotImplemented",
  11000: "DuplicateKey",
  14031: "OutOfDiskSpace",
};

/** A command's answer is an error: MongoDB's number, its name for it, and fields that belong to it (keyValue). */
export class CommandError extends Error {
  readonly codeName: string;
  constructor(
    readonly code: number,
    message: string,
    readonly details: Record<string, Value> = {},
  ) {
    super(message);
    this.codeName = CODE_NAMES[code] ?? `Location${code}`;
  }
}

/** The error for anything outside the supported list; it names what was asked for. */
export function refusal(what: string): CommandError {
  return new CommandError(
    238,
    `The embedded database does not support ${what}. A real MongoDB (MONGODB_URI) does.`,
  );
}
