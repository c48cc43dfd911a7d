import type { Request, Response } from "express";
import { z } from "zod";
import { saveCollector } from "../../domain/collectors/saveCollector.js";
import { NotFound } from "../../lib/errors.js";
import { toQrSvg } from "../../lib/qrCode.js";
import * as collectors from "../../store/collectors.js";
import * as invitations from "../../store/invitations.js";
import { collectorForm } from "../forms/collectorForm.js";
import { id, key } from "../forms/fields.js";
import { readForm } from "../forms/readForm.js";
import { presentCollector } from "../presenters/collectorApi.js";
import type { WebContext } from "../webContext.js";

const params = z.object({ key });

export async function putCollector(context: WebContext, req: Request, res: Response): Promise<void> {
  const { key } = readForm(params, req.params);
  const isCreated = await saveCollector({ key, ...readForm(collectorForm, req.body) }, context.clock.now());
  res.status(isCreated ? 201 : 200).json(presentCollector(await collectors.get(key), context.baseUrl));
}

export async function listCollectors(context: WebContext, _req: Request, res: Response): Promise<void> {
  const all = await collectors.list();
  res.json({ items: all.map((one) => presentCollector(one, context.baseUrl)) });
}

export async function getCollector(context: WebContext, req: Request, res: Response): Promise<void> {
  const { key } = readForm(params, req.params);
  res.json(presentCollector(await collectors.get(key), context.baseUrl));
}

/** The personal link as a code to print. Only of one that is handed over: all others are between us and the customer. */
export async function getInvitationQr(context: WebContext, req: Request, res: Response): Promise<void> {
  const invitation = await invitations.get(readForm(id, req.params["id"]));
  if (invitation.channel !== "link" || invitation.collector)
    throw new NotFound("Only a link that you hand over yourself has a QR code.");
  res.type("svg").send(await toQrSvg(`${context.baseUrl}/s/${invitation.token}`));
}
