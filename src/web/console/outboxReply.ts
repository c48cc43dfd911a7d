import type { Request, Response } from "express";
import { z } from "zod";
import { MAX_TEXT, receiveText } from "../../domain/conversations/receiveText.js";
import { InvalidInput, NotFound } from "../../lib/errors.js";
import { paragraph } from "../forms/fields.js";
import { readForm } from "../forms/readForm.js";
import { presentForm } from "../presenters/form.js";
import type { WebContext } from "../webContext.js";
import { loadMessage, renderMessage } from "./outbox.js";

const replyForm = z.object({
  text: paragraph(MAX_TEXT).refine((text) => text !== "", "write what the customer texts, for example 9"),
  textId: z.string().regex(/^outbox-[0-9A-Z]{26}$/, "is missing: reload the page"),
});

/** Answers a text message in the outbox as its customer would, by the same verb as the provider's callback. */
export async function replyAsCustomer(context: WebContext, req: Request, res: Response): Promise<void> {
  const message = await loadMessage(context, req);
  if (message.channel !== "sms") throw new NotFound("Only text messages can be answered here.");
  if (!context.outboxChannels.includes("sms"))
    throw new NotFound("Text messages go to their provider: only the phone's owner can answer them.");
  try {
    const { text, textId } = readForm(replyForm, req.body);
    await receiveText(context, { id: textId, from: message.to, text }, context.clock.now());
    res.redirect(303, `/outbox/${encodeURIComponent(message.id)}#reply`);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    res.status(400);
    await renderMessage(context, res, { message, form: presentForm(req.body as object, error.fields) });
  }
}
