import type { Request, Response } from "express";
import { z } from "zod";
import { tryTrigger } from "../../domain/triggers/tryTrigger.js";
import { InvalidInput, NotFound } from "../../lib/errors.js";
import * as invitationLists from "../../store/invitationLists.js";
import * as outbox from "../../store/outbox.js";
import * as triggers from "../../store/triggers.js";
import { email, id, key, line, phone } from "../forms/fields.js";
import { readForm } from "../forms/readForm.js";
import { presentForm } from "../presenters/form.js";
import { presentTry } from "../presenters/tryIt.js";
import type { WebContext } from "../webContext.js";

const empty = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const form = z
  .object({ trigger: key, name: line(100), email: empty(email), phone: empty(phone) })
  .refine(({ email, phone }) => email ?? phone, { path: ["email"], error: "or a phone number is needed" });

/** Tries a trigger out from the event to the answer. Only while nothing leaves the machine. */
export async function showTry(context: WebContext, req: Request, res: Response): Promise<void> {
  requireOutbox(context);
  const event = req.query["event"] ? readForm(id, req.query["event"]) : null;
  if (event) return showResult(context, res, event);
  await renderForm(
    res,
    presentForm({ name: "Ana Lopez", email: "ana@example.com", trigger: req.query["trigger"] }),
  );
}

export async function submitTry(context: WebContext, req: Request, res: Response): Promise<void> {
  requireOutbox(context);
  try {
    const { trigger, name, email, phone } = readForm(form, req.body);
    const event = await tryTrigger(
      context,
      { trigger, name, ...(email && { email }), ...(phone && { phone }) },
      context.clock.now(),
    );
    res.redirect(303, `/try?event=${event}`);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    res.status(400);
    await renderForm(res, presentForm(req.body as object, error.fields));
  }
}

async function showResult(context: WebContext, res: Response, event: string): Promise<void> {
  const decisions = await invitationLists.listByEvent(event);
  const messages = await Promise.all(decisions.map((invitation) => outbox.findByInvitation(invitation.id)));
  const page = presentTry(decisions, messages, context.baseUrl);
  if (page.isWaiting) res.set("Refresh", "1"); // until the worker has sent it
  res.render("console/try/result", { title: "Try it", event, ...page });
}

async function renderForm(res: Response, presented: object): Promise<void> {
  const active = (await triggers.list()).filter((trigger) => trigger.active);
  res.render("console/try/form", { title: "Try it", form: presented, triggers: active });
}

function requireOutbox(context: WebContext): void {
  if (context.outboxChannels.length === 2) return;
  throw new NotFound("A provider is set up: trying it out here would write to real people.");
}
