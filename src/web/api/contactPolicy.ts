import type { Request, Response } from "express";
import { findContactPolicy } from "../../domain/contactPolicy/readContactPolicy.js";
import { saveContactPolicy } from "../../domain/contactPolicy/saveContactPolicy.js";
import { contactPolicyForm } from "../forms/contactPolicyForm.js";
import { readForm } from "../forms/readForm.js";
import { programOf } from "../session.js";
import type { WebContext } from "../webContext.js";

export async function getContactPolicy(_context: WebContext, _req: Request, res: Response): Promise<void> {
  res.json(await findContactPolicy());
}

export async function putContactPolicy(context: WebContext, req: Request, res: Response): Promise<void> {
  const input = readForm(contactPolicyForm, req.body);
  res.json(await saveContactPolicy(input, { by: programOf(res), now: context.clock.now() }));
}
