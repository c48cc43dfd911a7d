import type { Request, Response } from "express";
import { z } from "zod";
import { dryRun } from "../../domain/triggers/dryRun.js";
import * as triggers from "../../store/triggers.js";
import { key } from "../forms/fields.js";
import { readForm } from "../forms/readForm.js";
import type { WebContext } from "../webContext.js";

const params = z.object({ key });

export async function getDryRun(context: WebContext, req: Request, res: Response): Promise<void> {
  const trigger = await triggers.get(readForm(params, req.params).key);
  res.json({ trigger: trigger.key, ...(await dryRun(context, trigger, context.clock.now())) });
}
