import type { Request, Response } from "express";
import { putView as save } from "../../domain/views/putView.js";
import { NotFound } from "../../lib/errors.js";
import type { View } from "../../records/view.js";
import * as views from "../../store/views.js";
import { readForm } from "../forms/readForm.js";
import { viewForm, viewParams } from "../forms/viewForms.js";
import type { WebContext } from "../webContext.js";

/** Programs see what is shared: a view that somebody keeps to themselves does not exist for them. */
export async function listViews(_context: WebContext, _req: Request, res: Response): Promise<void> {
  res.json({ items: (await views.list()).filter(({ isShared }) => isShared).map(present) });
}

export async function getView(_context: WebContext, req: Request, res: Response): Promise<void> {
  res.json(present(await findShared(req)));
}

export async function putView(context: WebContext, req: Request, res: Response): Promise<void> {
  const { key } = readForm(viewParams, req.params);
  const isCreated = await save({ key, ...readForm(viewForm, req.body) }, context.clock.now());
  res.status(isCreated ? 201 : 200).json(present(await views.get(key)));
}

export async function deleteView(_context: WebContext, req: Request, res: Response): Promise<void> {
  const { key } = await findShared(req);
  await views.remove(key);
  res.status(204).end();
}

async function findShared(req: Request): Promise<View> {
  const { key } = readForm(viewParams, req.params);
  const view = await views.find(key);
  if (!view?.isShared) throw new NotFound(`No shared view has the key "${key}".`);
  return view;
}

function present({ key, name, filter, createdAt, updatedAt }: View) {
  return { key, name, filter, createdAt, updatedAt };
}
