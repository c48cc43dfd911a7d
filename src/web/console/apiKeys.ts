import type { Request, Response } from "express";
import { createApiKey } from "../../domain/users/createApiKey.js";
import { revokeApiKey } from "../../domain/users/revokeApiKey.js";
import * as apiKeys from "../../store/apiKeys.js";
import * as users from "../../store/users.js";
import { apiKeyForm, peopleQuery } from "../forms/accountForms.js";
import { readForm, toFieldErrors } from "../forms/readForm.js";
import { presentPaging } from "../presenters/address.js";
import { exampleCall, presentApiKey, scopeChoices } from "../presenters/apiKeysPage.js";
import { zoneName } from "../presenters/dates.js";
import { presentForm, type PresentedForm } from "../presenters/form.js";
import { leaveNotice, userOf } from "../session.js";
import type { WebContext } from "../webContext.js";

export async function showApiKeys(context: WebContext, req: Request, res: Response): Promise<void> {
  await renderApiKeys(context, req, res, presentForm({}));
}

/** Answers with the secret instead of redirecting: it must lie nowhere, not even in a session until the next page. */
export async function addApiKey(context: WebContext, req: Request, res: Response): Promise<void> {
  const form = apiKeyForm.safeParse(req.body);
  if (!form.success) {
    res.status(400);
    return renderApiKeys(context, req, res, presentForm(req.body as object, toFieldErrors(form.error)));
  }
  const now = context.clock.now();
  const { key, secret } = await createApiKey({ ...form.data, createdBy: userOf(req).id }, now);
  const example = exampleCall(context.baseUrl, { scopes: key.scopes, secret }, now);
  const { name, scopes } = key;
  res
    .status(201)
    .render("console/apiKeys/created", { title: "Copy the key now", name, scopes, secret, example });
}

export async function askRevocation(context: WebContext, req: Request, res: Response): Promise<void> {
  const key = await apiKeys.get(String(req.params["id"]));
  const about = { creators: await users.list(), zone: context.reportingZone };
  const zone = zoneName(context.reportingZone);
  res.render("console/apiKeys/revoke", {
    title: `Revoke “${key.name}”?`,
    key: presentApiKey(key, about),
    zone,
  });
}

export async function revoke(context: WebContext, req: Request, res: Response): Promise<void> {
  const key = await apiKeys.get(String(req.params["id"]));
  const isRevoked = await revokeApiKey(key, context.clock.now());
  leaveNotice(req, isRevoked ? `“${key.name}” is revoked.` : `“${key.name}” was revoked already.`);
  res.redirect(303, "/api-keys");
}

async function renderApiKeys(
  context: WebContext,
  req: Request,
  res: Response,
  form: PresentedForm,
): Promise<void> {
  const query = readForm(peopleQuery, req.query);
  const { items, next } = await apiKeys.list(query);
  const about = { creators: await users.list(), zone: context.reportingZone };
  res.render("console/apiKeys/list", {
    title: "API keys",
    keys: items.map((one) => presentApiKey(one, about)),
    paging: presentPaging("/api-keys", query, next),
    zone: zoneName(context.reportingZone),
    form,
    scopes: scopeChoices(form.values["scopes"]),
  });
}
