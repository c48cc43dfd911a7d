import type { Request, Response } from "express";
import { removeEndpoint } from "../../domain/webhooks/removeEndpoint.js";
import { rotateSecret } from "../../domain/webhooks/rotateSecret.js";
import { saveEndpoint } from "../../domain/webhooks/saveEndpoint.js";
import { sendAgain } from "../../domain/webhooks/sendAgain.js";
import { Conflict, NotFound } from "../../lib/errors.js";
import * as webhookEndpoints from "../../store/webhookEndpoints.js";
import * as webhookMessages from "../../store/webhookMessages.js";
import { readForm } from "../forms/readForm.js";
import { messageParams, messageQuery, webhookForm, webhookParams } from "../forms/webhookForms.js";
import { presentMessage, presentWebhook } from "../presenters/webhookApi.js";
import type { WebContext } from "../webContext.js";

export async function listWebhooks(_context: WebContext, _req: Request, res: Response): Promise<void> {
  res.json({ items: (await webhookEndpoints.list()).map(presentWebhook) });
}

export async function getWebhook(_context: WebContext, req: Request, res: Response): Promise<void> {
  res.json(presentWebhook(await webhookEndpoints.get(readForm(webhookParams, req.params).key)));
}

/** Tells the secret once, when it is made. */
export async function putWebhook(context: WebContext, req: Request, res: Response): Promise<void> {
  const { key } = readForm(webhookParams, req.params);
  const input = { key, ...readForm(webhookForm, req.body) };
  const isCreated = await saveEndpoint(context, input, context.clock.now());
  const endpoint = await webhookEndpoints.get(key);
  res
    .status(isCreated ? 201 : 200)
    .json({ ...presentWebhook(endpoint), ...(isCreated && { secret: endpoint.secret }) });
}

export async function deleteWebhook(_context: WebContext, req: Request, res: Response): Promise<void> {
  const { key } = readForm(webhookParams, req.params);
  if (!(await removeEndpoint(key))) throw new NotFound(`No webhook has the key "${key}".`);
  res.status(204).end();
}

export async function postWebhookSecret(context: WebContext, req: Request, res: Response): Promise<void> {
  const endpoint = await webhookEndpoints.get(readForm(webhookParams, req.params).key);
  const { secret, previousUntil } = await rotateSecret(endpoint, context.clock.now());
  res.status(201).json({ secret, previousSecretUntil: previousUntil });
}

export async function listWebhookMessages(_context: WebContext, req: Request, res: Response): Promise<void> {
  const { key } = await webhookEndpoints.get(readForm(webhookParams, req.params).key);
  const query = readForm(messageQuery, req.query);
  const { items, next } = await webhookMessages.list({ endpoint: key, ...query });
  res.json({ items: items.map(presentMessage), next });
}

export async function postMessageAgain(context: WebContext, req: Request, res: Response): Promise<void> {
  const { key, id } = readForm(messageParams, req.params);
  const message = await webhookMessages.get(key, id);
  if (!(await sendAgain(message, context.clock.now())))
    throw new Conflict("It is being sent at this moment.", "sending_already");
  res.status(202).json(presentMessage(await webhookMessages.get(key, id)));
}
