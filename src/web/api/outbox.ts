import type { Request, Response } from "express";
import { NotFound } from "../../lib/errors.js";
import * as outbox from "../../store/outbox.js";
import { outboxQuery } from "../forms/queryForms.js";
import { readForm } from "../forms/readForm.js";
import type { WebContext } from "../webContext.js";

export async function listOutbox(context: WebContext, req: Request, res: Response): Promise<void> {
  if (context.outboxChannels.length === 0)
    throw new NotFound("The outbox is not in use: messages go to the providers.");
  const { items, next } = await outbox.list(readForm(outboxQuery, req.query));
  res.json({ messages: items.map(({ id: _id, ...message }) => message), next });
}
