import type { Request, Response } from "express";
import { removeEndpoint } from "../../domain/webhooks/removeEndpoint.js";
import { rotateSecret } from "../../domain/webhooks/rotateSecret.js";
import { saveEndpoint } from "../../domain/webhooks/saveEndpoint.js";
import { switchEndpoint } from "../../domain/webhooks/switchEndpoint.js";
import { Conflict, InvalidInput } from "../../lib/errors.js";
import type { WebhookEndpoint } from "../../records/webhookEndpoint.js";
import * as webhookEndpoints from "../../store/webhookEndpoints.js";
import * as webhookMessages from "../../store/webhookMessages.js";
import { readNewWebhook, readTypedWebhook, readWebhook } from "../forms/webhookForms.js";
import { zoneName } from "../presenters/dates.js";
import { presentForm, type PresentedForm } from "../presenters/form.js";
import { presentSecret, presentWebhookForm, presentWebhookRow } from "../presenters/webhookPages.js";
import { leaveNotice } from "../session.js";
import type { WebContext } from "../webContext.js";

export async function showWebhooks(context: WebContext, _req: Request, res: Response): Promise<void> {
  const endpoints = await webhookEndpoints.list();
  const dead = await Promise.all(endpoints.map(({ key }) => webhookMessages.count(key, "dead")));
  const zone = context.reportingZone;
  const rows = endpoints.map((one, place) => presentWebhookRow(one, dead[place]!, zone));
  res.render("console/webhooks/list", { title: "Webhooks", rows, zone: zoneName(zone) });
}

export function showNewWebhook(context: WebContext, _req: Request, res: Response): void {
  renderForm(context, res, { form: presentForm({}), stored: null });
}

export async function createWebhook(context: WebContext, req: Request, res: Response): Promise<void> {
  try {
    const input = readNewWebhook(readTypedWebhook(req.body));
    await saveEndpoint(context, input, context.clock.now(), { mustBeNew: true });
    leaveNotice(req, `${input.name} is told from now on. Its program checks with this secret who sends.`);
    res.redirect(303, `/webhooks/${input.key}/secret`);
  } catch (error) {
    refuse(context, res, { error, body: req.body, stored: null });
  }
}

export async function showWebhookForm(context: WebContext, req: Request, res: Response): Promise<void> {
  const stored = await find(req);
  const { name, url, types } = stored;
  renderForm(context, res, { form: presentForm({ name, url, types }), stored });
}

export async function changeWebhook(context: WebContext, req: Request, res: Response): Promise<void> {
  const stored = await find(req);
  try {
    const input = { key: stored.key, ...readWebhook(readTypedWebhook(req.body)) };
    await saveEndpoint(context, input, context.clock.now());
    leaveNotice(req, "Saved.");
    res.redirect(303, `/webhooks/${stored.key}`);
  } catch (error) {
    refuse(context, res, { error, body: req.body, stored });
  }
}

export async function switchWebhook(context: WebContext, req: Request, res: Response): Promise<void> {
  const { key, name } = await find(req);
  const isActive = (req.body as { state?: unknown } | undefined)?.state === "on";
  await switchEndpoint(key, isActive, context.clock.now());
  leaveNotice(
    req,
    isActive ? `${name} is told from now on.` : `${name} is told nothing more. What waits is kept.`,
  );
  res.redirect(303, `/webhooks/${key}`);
}

export async function showWebhookSecret(context: WebContext, req: Request, res: Response): Promise<void> {
  const endpoint = await find(req);
  res.render(
    "console/webhooks/secret",
    presentSecret(endpoint, { now: context.clock.now(), zone: context.reportingZone }),
  );
}

export async function renewWebhookSecret(context: WebContext, req: Request, res: Response): Promise<void> {
  const endpoint = await find(req);
  try {
    await rotateSecret(endpoint, context.clock.now());
    leaveNotice(req, "This is the new secret. The one before is good for another day.");
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    leaveNotice(req, error.message);
  }
  res.redirect(303, `/webhooks/${endpoint.key}/secret`);
}

export async function askWebhookRemoval(_context: WebContext, req: Request, res: Response): Promise<void> {
  const { key, name } = await find(req);
  res.render("console/webhooks/removal", { title: `Remove “${name}”?`, key });
}

export async function removeWebhook(_context: WebContext, req: Request, res: Response): Promise<void> {
  const { key, name } = await find(req);
  await removeEndpoint(key);
  leaveNotice(req, `“${name}” is removed, with its log.`);
  res.redirect(303, "/webhooks");
}

function find(req: Request): Promise<WebhookEndpoint> {
  return webhookEndpoints.get(String(req.params["key"]));
}

/** The form again, with what was typed and what is wrong with it. */
function refuse(
  context: WebContext,
  res: Response,
  { error, body, stored }: { error: unknown; body: unknown; stored: WebhookEndpoint | null },
): void {
  if (!(error instanceof InvalidInput)) throw error;
  res.status(400);
  const { fields, types } = readTypedWebhook(body);
  renderForm(context, res, { form: presentForm({ ...fields, types }, error.fields), stored });
}

function renderForm(
  context: WebContext,
  res: Response,
  { form, stored }: { form: PresentedForm; stored: WebhookEndpoint | null },
): void {
  res.render("console/webhooks/form", presentWebhookForm(context, form, stored));
}
