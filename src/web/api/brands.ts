import type { Request, Response } from "express";
import { z } from "zod";
import { saveBrand } from "../../domain/brands/saveBrand.js";
import * as brands from "../../store/brands.js";
import { brandForm } from "../forms/brandForm.js";
import { key } from "../forms/fields.js";
import { readForm } from "../forms/readForm.js";
import type { WebContext } from "../webContext.js";

const params = z.object({ key });

export async function putBrand(context: WebContext, req: Request, res: Response): Promise<void> {
  const { key } = readForm(params, req.params);
  const isCreated = await saveBrand({ key, ...readForm(brandForm, req.body) }, context.clock.now());
  res.status(isCreated ? 201 : 200).json(await brands.get(key));
}

export async function listBrands(_context: WebContext, _req: Request, res: Response): Promise<void> {
  res.json({ items: await brands.list() });
}

export async function getBrand(_context: WebContext, req: Request, res: Response): Promise<void> {
  res.json(await brands.get(readForm(params, req.params).key));
}
