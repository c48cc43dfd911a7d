import type { Request, Response } from "express";
import { eraseCustomer } from "../../domain/customers/eraseCustomer.js";
import { readErasure } from "../../domain/customers/readErasure.js";
import { id } from "../forms/fields.js";
import { readForm } from "../forms/readForm.js";
import { presentErasure } from "../presenters/erasurePage.js";
import { leaveNotice, userOf } from "../session.js";
import type { WebContext } from "../webContext.js";

export async function showErasure(_context: WebContext, req: Request, res: Response): Promise<void> {
  const plan = await readErasure(readForm(id, req.params["id"]));
  res.render("console/customers/erasure", presentErasure(plan));
}

/** The notice names nobody: it is kept until it was read. */
export async function eraseOne(context: WebContext, req: Request, res: Response): Promise<void> {
  const erasure = { customer: readForm(id, req.params["id"]), by: userOf(req).name };
  await eraseCustomer(context, erasure, context.clock.now());
  leaveNotice(req, "The customer was erased, with everything that was known of them.");
  res.redirect(303, "/customers");
}
