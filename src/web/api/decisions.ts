import type { Request, Response } from "express";
import { explainCustomer, explainEvent } from "../../domain/triggers/explainEvents.js";
import { id } from "../forms/fields.js";
import { readForm } from "../forms/readForm.js";
import { presentExplained } from "../presenters/decisionPages.js";
import type { WebContext } from "../webContext.js";

export async function getEventDecisions(context: WebContext, req: Request, res: Response): Promise<void> {
  const explained = await explainEvent(readForm(id, req.params["id"]));
  res.json(presentExplained(explained, context.reportingZone));
}

export async function getCustomerDecisions(context: WebContext, req: Request, res: Response): Promise<void> {
  const { customer, events } = await explainCustomer(readForm(id, req.params["id"]));
  res.json({
    customer: customer.id,
    events: events.map((one) => presentExplained(one, context.reportingZone)),
  });
}
