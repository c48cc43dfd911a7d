import type { Request, Response } from "express";
import { recordInboundMail } from "../../domain/delivery/recordInboundMail.js";
import { InvalidInput } from "../../lib/errors.js";
import type { InboundMail } from "../../records/inboundMail.js";
import { readMime } from "../forms/reports/mimeMail.js";
import { readPostmarkMail, readSendgridMail } from "../forms/reports/parsedMail.js";
import type { WebContext } from "../webContext.js";
import { bodyOf, requireOwnSignature, requireSecret } from "./authenticity.js";
import { readJson } from "./readJson.js";

/** A whole mail as it is, from a mail server that passes it on. */
export async function postMime(context: WebContext, req: Request, res: Response): Promise<void> {
  const now = context.clock.now();
  const { secret } = context.mail?.hooks ?? {};
  if (req.get("x-afterword-signature")) requireOwnSignature(req, secret, now);
  else requireSecret(req, secret);
  await record(context, res, await readMime(bodyOf(req), now));
}

export async function postPostmarkMail(context: WebContext, req: Request, res: Response): Promise<void> {
  const { secret, postmarkSecret } = context.mail?.hooks ?? {};
  requireSecret(req, postmarkSecret, secret);
  await record(context, res, await readPostmarkMail(readJson(req), context.clock.now()));
}

export async function postSendgridMail(context: WebContext, req: Request, res: Response): Promise<void> {
  requireSecret(req, context.mail?.hooks.secret);
  await record(context, res, await readSendgridMail(await readFormBody(req), context.clock.now()));
}

async function record(context: WebContext, res: Response, mail: InboundMail): Promise<void> {
  res.json({ result: await recordInboundMail(context, mail, context.clock.now()) });
}

/** The text fields of a form, multipart or urlencoded; attached files are left out. */
async function readFormBody(req: Request): Promise<Record<string, string>> {
  const body = new Uint8Array(bodyOf(req));
  try {
    const form = await new globalThis.Response(body, {
      headers: { "content-type": req.get("content-type") ?? "" },
    }).formData();
    const fields = [...form.entries()].filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    );
    return Object.fromEntries(fields);
  } catch {
    throw new InvalidInput("The body is not a form.", [{ path: "", message: "is not a form" }]);
  }
}
