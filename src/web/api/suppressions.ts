import { pipeline } from "node:stream/promises";
import type { Request, Response } from "express";
import { exportSuppressions } from "../../domain/suppressions/exportSuppressions.js";
import { importSuppressions } from "../../domain/suppressions/importSuppressions.js";
import { readAddress } from "../../domain/suppressions/rules.js";
import { suppressAddress } from "../../domain/suppressions/suppressAddress.js";
import { NotFound } from "../../lib/errors.js";
import * as suppressions from "../../store/suppressions.js";
import { readForm } from "../forms/readForm.js";
import { suppressionBody, suppressionParams, suppressionQuery } from "../forms/suppressionForms.js";
import { programOf } from "../session.js";
import type { WebContext } from "../webContext.js";

export async function listSuppressions(_context: WebContext, req: Request, res: Response): Promise<void> {
  res.json(await suppressions.list(readForm(suppressionQuery, req.query)));
}

export async function putSuppression(context: WebContext, req: Request, res: Response): Promise<void> {
  const params = readForm(suppressionParams, req.params);
  const { reason } = readForm(suppressionBody, req.body);
  const from = { by: programOf(res), now: context.clock.now() };
  const { suppression, isNew } = await suppressAddress({ ...params, reason }, from);
  const stands = await suppressions.find(suppression.channel, suppression.address);
  res.status(isNew ? 201 : 200).json(stands ?? suppression);
}

export async function deleteSuppression(_context: WebContext, req: Request, res: Response): Promise<void> {
  const { channel, address } = readForm(suppressionParams, req.params);
  const read = readAddress(address, channel);
  if (!read || !(await suppressions.remove(read.channel, read.address)))
    throw new NotFound("This address does not stand on the suppression list.");
  res.status(204).end();
}

/** The body is the file itself, of any size. */
export async function postSuppressionFile(context: WebContext, req: Request, res: Response): Promise<void> {
  res.json(await importSuppressions(req, { by: programOf(res), now: context.clock.now() }));
}

export async function getSuppressionFile(_context: WebContext, _req: Request, res: Response): Promise<void> {
  res.type("text/csv").attachment("suppressions.csv");
  await pipeline(exportSuppressions(), res);
}
