import type { Request, Response } from "express";
import { createLink } from "../../domain/invitations/createLink.js";
import * as invitationLists from "../../store/invitationLists.js";
import * as invitations from "../../store/invitations.js";
import { id } from "../forms/fields.js";
import { invitationQuery, linkForm } from "../forms/queryForms.js";
import { readForm } from "../forms/readForm.js";
import { presentInvitation } from "../presenters/api.js";
import type { WebContext } from "../webContext.js";

export async function postInvitation(context: WebContext, req: Request, res: Response): Promise<void> {
  const { send: _send, ...input } = readForm(linkForm, req.body);
  const invitation = await createLink(context, input, context.clock.now());
  res.status(201).json({ id: invitation.id, url: `${context.baseUrl}/s/${invitation.token}` });
}

export async function listInvitations(_context: WebContext, req: Request, res: Response): Promise<void> {
  const { items, next } = await invitationLists.list(readForm(invitationQuery, req.query));
  res.json({ items: items.map(presentInvitation), next });
}

export async function getInvitation(_context: WebContext, req: Request, res: Response): Promise<void> {
  res.json(presentInvitation(await invitations.get(readForm(id, req.params["id"]))));
}
