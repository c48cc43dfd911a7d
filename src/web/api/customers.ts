import type { Request, Response } from "express";
import { eraseCustomer } from "../../domain/customers/eraseCustomer.js";
import { optIn } from "../../domain/customers/optIn.js";
import { optOut } from "../../domain/customers/optOut.js";
import * as customers from "../../store/customers.js";
import { id } from "../forms/fields.js";
import { listQuery, optOutParams } from "../forms/queryForms.js";
import { readForm } from "../forms/readForm.js";
import { presentCustomer } from "../presenters/api.js";
import { programOf } from "../session.js";
import type { WebContext } from "../webContext.js";

export async function listCustomers(_context: WebContext, req: Request, res: Response): Promise<void> {
  const { items, next } = await customers.list(readForm(listQuery, req.query));
  res.json({ items: items.map(presentCustomer), next });
}

export async function getCustomer(_context: WebContext, req: Request, res: Response): Promise<void> {
  res.json(presentCustomer(await customers.get(readForm(id, req.params["id"]))));
}

/** 204 also for a customer who was erased before: whoever got no answer may ask again. */
export async function deleteCustomer(context: WebContext, req: Request, res: Response): Promise<void> {
  const erasure = { customer: readForm(id, req.params["id"]), by: programOf(res) };
  await eraseCustomer(context, erasure, context.clock.now());
  res.status(204).end();
}

export async function putOptOut(context: WebContext, req: Request, res: Response): Promise<void> {
  const params = readForm(optOutParams, req.params);
  await optOut(await customers.get(params.id), params.channel, {
    at: context.clock.now(),
    source: "company",
    by: programOf(res),
  });
  res.json(presentCustomer(await customers.get(params.id)));
}

export async function deleteOptOut(context: WebContext, req: Request, res: Response): Promise<void> {
  const params = readForm(optOutParams, req.params);
  await optIn(await customers.get(params.id), params.channel, {
    at: context.clock.now(),
    source: "company",
    by: programOf(res),
  });
  res.json(presentCustomer(await customers.get(params.id)));
}
