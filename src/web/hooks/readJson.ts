import { isUtf8 } from "node:buffer";
import type { Request } from "express";
import { InvalidInput } from "../../lib/errors.js";
import { bodyOf } from "./authenticity.js";

/** The body as JSON, whatever the content type says: Amazon calls it text. Throws InvalidInput. */
export function readJson(req: Request): unknown {
  return parseJson(bodyOf(req), "");
}

/** JSON within a field. */
export function parseJson(text: Buffer | string, path: string): unknown {
  try {
    if (typeof text !== "string" && !isUtf8(text)) throw new SyntaxError("not UTF-8");
    return JSON.parse(text.toString()) as unknown;
  } catch {
    const name = path || "body";
    throw new InvalidInput(`The ${name} is not valid JSON.`, [{ path, message: "is not valid JSON" }]);
  }
}
