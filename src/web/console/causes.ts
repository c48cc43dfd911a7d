import type { Request, Response } from "express";
import { z } from "zod";
import type { PlacedCause } from "../../domain/cases/causeRules.js";
import { orderCause } from "../../domain/cases/orderCause.js";
import { readCauses } from "../../domain/cases/readCauses.js";
import { saveCause } from "../../domain/cases/saveCause.js";
import { startCauses } from "../../domain/cases/startCauses.js";
import { InvalidInput, NotFound } from "../../lib/errors.js";
import { readCause, readNewCause } from "../forms/causeForm.js";
import { readFields } from "../forms/pageFields.js";
import { readForm } from "../forms/readForm.js";
import { presentCauseForm, presentCauses } from "../presenters/causePages.js";
import { presentForm } from "../presenters/form.js";
import { leaveNotice } from "../session.js";
import type { WebContext } from "../webContext.js";
import { orderForm } from "./caseRules.js";

const newQuery = z.object({ under: z.string().max(100).optional().catch(undefined) });

export async function showCauses(_context: WebContext, req: Request, res: Response): Promise<void> {
  const { under } = newQuery.parse(req.query);
  res.render("console/causes/list", presentCauses(await readCauses(), presentForm({ parent: under })));
}

export async function createCause(context: WebContext, req: Request, res: Response): Promise<void> {
  try {
    const cause = readNewCause(req.body);
    await saveCause(cause, context.clock.now(), { mustBeNew: true });
    leaveNotice(req, `“${cause.name}” is offered from now on.`);
    res.redirect(303, "/causes");
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    res.status(400);
    const form = presentForm(readFields(req.body), error.fields);
    res.render("console/causes/list", presentCauses(await readCauses(), form));
  }
}

export async function startTree(context: WebContext, req: Request, res: Response): Promise<void> {
  const count = await startCauses(context.clock.now());
  leaveNotice(req, `${count} causes to start with. Change them as you like.`);
  res.redirect(303, "/causes");
}

export async function showCause(_context: WebContext, req: Request, res: Response): Promise<void> {
  const { cause, tree } = await load(req);
  const { name, parent, active } = cause;
  const form = presentForm({ name, parent: parent ?? "", ...(active && { active: "on" }) });
  res.render("console/causes/form", presentCauseForm(form, cause, tree));
}

export async function changeCause(context: WebContext, req: Request, res: Response): Promise<void> {
  const { cause, tree } = await load(req);
  try {
    const input = readCause(req.body);
    await saveCause({ key: cause.key, ...input }, context.clock.now());
    leaveNotice(req, input.active ? "Saved." : "Retired. Cases that have it keep it.");
    res.redirect(303, "/causes");
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    res.status(400);
    const form = presentForm(readFields(req.body), error.fields);
    res.render("console/causes/form", presentCauseForm(form, cause, tree));
  }
}

export async function moveCause(context: WebContext, req: Request, res: Response): Promise<void> {
  const { to } = readForm(orderForm, req.body);
  await orderCause((await load(req)).cause, to, context.clock.now());
  res.redirect(303, "/causes");
}

async function load(req: Request): Promise<{ cause: PlacedCause; tree: PlacedCause[] }> {
  const tree = await readCauses();
  const cause = tree.find(({ key }) => key === req.params["key"]);
  if (!cause) throw new NotFound("This cause does not exist.");
  return { cause, tree };
}
