import type { Request, RequestHandler } from "express";
import { InvalidInput } from "../../lib/errors.js";

/** A form with a file stands in memory: larger files go through the API, which reads them as they come. */
const MAX_BYTES = 10_000_000;

/** Reads a form that carries a file; the file becomes a field with its text. Only behind a permission. */
export const fileForm: RequestHandler = async (req, _res, next) => {
  if (!req.is("multipart/form-data")) return next();
  const bytes = await readBytes(req);
  const body = new Response(bytes, { headers: { "Content-Type": req.get("content-type")! } });
  const fields: Record<string, string> = {};
  const form = await body.formData().catch(() => {
    throw new InvalidInput("This form cannot be read.");
  });
  for (const [name, value] of form) fields[name] = typeof value === "string" ? value : await value.text();
  req.body = fields;
  next();
};

async function readBytes(req: Request): Promise<Buffer<ArrayBuffer>> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of req as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > MAX_BYTES)
      throw new InvalidInput(
        "The file is larger than 10 MB. Send it to POST /v1/suppressions/import instead.",
      );
    parts.push(part);
  }
  return Buffer.concat(parts);
}
