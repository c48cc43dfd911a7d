import type { Request, Response } from "express";
import { saveBrand } from "../../domain/brands/saveBrand.js";
import { InvalidInput } from "../../lib/errors.js";
import type { Brand } from "../../records/brand.js";
import * as brands from "../../store/brands.js";
import * as touchpoints from "../../store/touchpoints.js";
import { readBrand, readNewBrand } from "../forms/brandForm.js";
import { readFields } from "../forms/pageFields.js";
import { presentBrandForm, presentBrands } from "../presenters/brandPages.js";
import { presentForm, type PresentedForm } from "../presenters/form.js";
import { leaveNotice } from "../session.js";
import type { WebContext } from "../webContext.js";

export async function showBrands(context: WebContext, _req: Request, res: Response): Promise<void> {
  const [all, allTouchpoints] = await Promise.all([brands.list(), touchpoints.list()]);
  res.render("console/brands/list", presentBrands(context, all, allTouchpoints));
}

export function showNewBrand(context: WebContext, _req: Request, res: Response): void {
  renderForm(context, res, { form: presentForm({}), stored: null });
}

export async function createBrand(context: WebContext, req: Request, res: Response): Promise<void> {
  try {
    const brand = readNewBrand(req.body);
    await saveBrand(brand, context.clock.now(), { mustBeNew: true });
    leaveNotice(req, `${brand.name} can be chosen at touchpoints now.`);
    res.redirect(303, "/brands");
  } catch (error) {
    refuse(context, res, { error, body: req.body, stored: null });
  }
}

export async function showBrand(context: WebContext, req: Request, res: Response): Promise<void> {
  const stored = await brands.get(String(req.params["key"]));
  renderForm(context, res, { form: presentForm(stored), stored });
}

export async function changeBrand(context: WebContext, req: Request, res: Response): Promise<void> {
  const stored = await brands.get(String(req.params["key"]));
  try {
    await saveBrand({ key: stored.key, ...readBrand(req.body) }, context.clock.now());
    leaveNotice(req, "Saved.");
    res.redirect(303, `/brands/${stored.key}`);
  } catch (error) {
    refuse(context, res, { error, body: req.body, stored });
  }
}

/** The form again, with what was typed and what is wrong with it. */
function refuse(
  context: WebContext,
  res: Response,
  { error, body, stored }: { error: unknown; body: unknown; stored: Brand | null },
): void {
  if (!(error instanceof InvalidInput)) throw error;
  res.status(400);
  renderForm(context, res, { form: presentForm(readFields(body), error.fields), stored });
}

function renderForm(
  context: WebContext,
  res: Response,
  { form, stored }: { form: PresentedForm; stored: Brand | null },
): void {
  res.render("console/brands/form", presentBrandForm(context, form, stored));
}
