import { isUtf8 } from "node:buffer";
import express, { type RequestHandler } from "express";
import { InvalidInput } from "../../lib/errors.js";

/** Reads JSON whatever the content type says: a forgotten header is curl's most common mistake. */
export const apiBody: RequestHandler = express.json({
  limit: "5mb",
  type: () => true,
  strict: false,
  verify: (_req, _res, body) => {
    if (!isUtf8(body))
      throw new InvalidInput("The body is not valid UTF-8.", [{ path: "", message: "is not valid UTF-8" }]);
  },
});
