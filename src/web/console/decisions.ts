import type { Request, Response } from "express";
import { requireVisibleCustomer } from "../../domain/cases/readScope.js";
import { findContactPolicy } from "../../domain/contactPolicy/readContactPolicy.js";
import { explainCustomer, explainEvent } from "../../domain/triggers/explainEvents.js";
import { id } from "../forms/fields.js";
import { readForm } from "../forms/readForm.js";
import { presentCustomerDecisions, presentEventDecisions } from "../presenters/decisionPages.js";
import { userOf } from "../session.js";
import type { WebContext } from "../webContext.js";

export async function showEventDecisions(context: WebContext, req: Request, res: Response): Promise<void> {
  const explained = await explainEvent(readForm(id, req.params["id"]));
  await requireVisibleCustomer(userOf(req), explained.event.customer);
  res.render("console/decisions/event", presentEventDecisions(explained, context.reportingZone));
}

export async function showCustomerDecisions(context: WebContext, req: Request, res: Response): Promise<void> {
  const customer = readForm(id, req.params["id"]);
  await requireVisibleCustomer(userOf(req), customer);
  const [explained, policy] = await Promise.all([explainCustomer(customer), findContactPolicy()]);
  const facts = { ...explained, policy, zone: context.reportingZone, now: context.clock.now() };
  res.render("console/decisions/customer", presentCustomerDecisions(facts));
}
