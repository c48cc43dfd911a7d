import type { Request, Response } from "express";
import { sendAgain, sendDeadAgain } from "../../domain/webhooks/sendAgain.js";
import { sendTestMessage } from "../../domain/webhooks/sendTestMessage.js";
import * as webhookEndpoints from "../../store/webhookEndpoints.js";
import * as webhookMessages from "../../store/webhookMessages.js";
import { readFilter } from "../forms/readFilter.js";
import { messageQuery } from "../forms/webhookForms.js";
import { presentLog, presentMessagePage } from "../presenters/webhookLog.js";
import { leaveNotice } from "../session.js";
import type { WebContext } from "../webContext.js";

/** The page of a webhook: how it fares, and everything it was told. */
export async function showWebhook(context: WebContext, req: Request, res: Response): Promise<void> {
  const endpoint = await webhookEndpoints.get(String(req.params["key"]));
  const { query, form, problem } = readFilter(messageQuery, req.query, ["state"]);
  const dead = await webhookMessages.count(endpoint.key, "dead");
  const page = query
    ? await webhookMessages.list({ endpoint: endpoint.key, ...query })
    : { items: [], next: null };
  if (!query) res.status(400);
  const facts = { endpoint, dead, query, ...page, now: context.clock.now(), zone: context.reportingZone };
  res.render("console/webhooks/show", { ...presentLog(facts, form), problem });
}

export async function showWebhookMessage(context: WebContext, req: Request, res: Response): Promise<void> {
  const endpoint = await webhookEndpoints.get(String(req.params["key"]));
  const message = await webhookMessages.get(endpoint.key, String(req.params["id"]));
  res.render("console/webhooks/message", presentMessagePage({ endpoint, message }, context.reportingZone));
}

export async function testWebhook(context: WebContext, req: Request, res: Response): Promise<void> {
  const endpoint = await webhookEndpoints.get(String(req.params["key"]));
  const { webhookId } = await sendTestMessage(endpoint, context.clock.now());
  leaveNotice(req, "The test is on its way. Reload this page in a moment to see what was answered.");
  res.redirect(303, `/webhooks/${endpoint.key}/messages/${webhookId}`);
}

export async function sendMessageAgain(context: WebContext, req: Request, res: Response): Promise<void> {
  const endpoint = await webhookEndpoints.get(String(req.params["key"]));
  const message = await webhookMessages.get(endpoint.key, String(req.params["id"]));
  const isMoved = await sendAgain(message, context.clock.now());
  leaveNotice(req, isMoved ? onItsWay("It", endpoint.state === "on") : "It is being sent at this moment.");
  res.redirect(303, `/webhooks/${endpoint.key}/messages/${message.webhookId}`);
}

export async function sendAllAgain(context: WebContext, req: Request, res: Response): Promise<void> {
  const { key, state } = await webhookEndpoints.get(String(req.params["key"]));
  const count = await sendDeadAgain(key, context.clock.now());
  const what = count === 1 ? "One message" : `${count} messages`;
  leaveNotice(req, count > 0 ? onItsWay(what, state === "on", count > 1) : "No message was given up.");
  res.redirect(303, `/webhooks/${key}`);
}

function onItsWay(what: string, isOn: boolean, isMany = false): string {
  if (isOn) return `${what} ${isMany ? "are" : "is"} sent again now.`;
  return `${what} ${isMany ? "wait" : "waits"} until this webhook is switched on.`;
}
