import type { Request, Response } from "express";
import { readConversation } from "../../domain/conversations/readConversation.js";
import { NotFound } from "../../lib/errors.js";
import type { OutboxMessage } from "../../records/outboxMessage.js";
import * as outbox from "../../store/outbox.js";
import { id } from "../forms/fields.js";
import { outboxQuery } from "../forms/queryForms.js";
import { readFilter } from "../forms/readFilter.js";
import { readForm } from "../forms/readForm.js";
import { presentConversation } from "../presenters/conversation.js";
import type { PresentedForm } from "../presenters/form.js";
import { presentMailDocument, presentOutbox, presentOutboxMessage } from "../presenters/outboxPage.js";
import type { WebContext } from "../webContext.js";
import { MAIL_POLICY } from "./mailPolicy.js";

export async function showOutbox(context: WebContext, req: Request, res: Response): Promise<void> {
  requireUse(context);
  const { query, form, problem } = readFilter(outboxQuery, req.query, ["to"]);
  if (!query) res.status(400);
  const { items, next } = query ? await outbox.list(query) : { items: [], next: null };
  const facts = { query, items, next, channels: context.outboxChannels, zone: context.reportingZone };
  res.render("console/outbox/list", { ...presentOutbox(facts, form), problem });
}

export async function showMessage(context: WebContext, req: Request, res: Response): Promise<void> {
  await renderMessage(context, res, { message: await loadMessage(context, req) });
}

export async function showMessageHtml(context: WebContext, req: Request, res: Response): Promise<void> {
  const { html } = await loadMessage(context, req);
  if (html === null) throw new NotFound("This message has no HTML part.");
  res.set("Content-Security-Policy", MAIL_POLICY).type("html").send(presentMailDocument(html));
}

/** The page of one message; a text message with everything that was said after it. */
export async function renderMessage(
  context: WebContext,
  res: Response,
  { message, form }: { message: OutboxMessage; form?: PresentedForm },
): Promise<void> {
  const zone = context.reportingZone;
  const isText = message.channel === "sms";
  const came = isText ? await readConversation(message) : [];
  const mayReply = context.outboxChannels.includes("sms");
  const facts = { message, came, mayReply, now: context.clock.now(), zone, ...(form && { form }) };
  res.render("console/outbox/show", {
    ...presentOutboxMessage(message, zone),
    conversation: isText && presentConversation(facts),
  });
}

/** The message of the address; throws NotFound, also where the outbox is not in use. */
export async function loadMessage(context: WebContext, req: Request): Promise<OutboxMessage> {
  requireUse(context);
  return outbox.get(readForm(id, req.params["id"]));
}

function requireUse({ outboxChannels }: WebContext): void {
  if (outboxChannels.length > 0) return;
  throw new NotFound(
    "The outbox is not in use: email and SMS go to their providers, so nothing is kept here.",
  );
}
