import type { Request, Response } from "express";
import { z } from "zod";
import { readCauses } from "../../domain/cases/readCauses.js";
import { saveCause } from "../../domain/cases/saveCause.js";
import { NotFound } from "../../lib/errors.js";
import { causeForm } from "../forms/causeForm.js";
import { key } from "../forms/fields.js";
import { readForm } from "../forms/readForm.js";
import type { WebContext } from "../webContext.js";

const params = z.object({ key });

export async function listCauses(_context: WebContext, _req: Request, res: Response): Promise<void> {
  res.json({ items: await readCauses() });
}

export async function getCause(_context: WebContext, req: Request, res: Response): Promise<void> {
  res.json(await find(readForm(params, req.params).key));
}

export async function putCause(context: WebContext, req: Request, res: Response): Promise<void> {
  const { key } = readForm(params, req.params);
  const isCreated = await saveCause({ key, ...readForm(causeForm, req.body) }, context.clock.now());
  res.status(isCreated ? 201 : 200).json(await find(key));
}

async function find(key: string) {
  const cause = (await readCauses()).find((one) => one.key === key);
  if (!cause) throw new NotFound(`No cause has the key "${key}".`);
  return cause;
}
