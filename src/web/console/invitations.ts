import type { Request, Response } from "express";
import * as customers from "../../store/customers.js";
import * as invitationLists from "../../store/invitationLists.js";
import * as touchpoints from "../../store/touchpoints.js";
import { invitationQuery } from "../forms/queryForms.js";
import { readFilter } from "../forms/readFilter.js";
import { presentInvitationList } from "../presenters/invitationList.js";
import type { WebContext } from "../webContext.js";

const FIELDS = ["state", "reason", "touchpoint", "customer", "agent", "team", "sign", "from", "to"];

export async function showInvitations(context: WebContext, req: Request, res: Response): Promise<void> {
  const { query, form, problem } = readFilter(invitationQuery, req.query, FIELDS);
  if (!query) res.status(400);
  const { items, next } = query ? await invitationLists.list(query) : { items: [], next: null };
  const facts = {
    query,
    items,
    next,
    customers: await customers.listByIds(items.map(({ customer }) => customer)),
    touchpoints: await touchpoints.list(),
    zone: context.reportingZone,
  };
  res.render("console/invitations/list", { ...presentInvitationList(facts, form), problem });
}
