import type { Request, Response } from "express";
import { receiveText } from "../../domain/conversations/receiveText.js";
import { incomingTextForm } from "../forms/smsHookForms.js";
import { readForm } from "../forms/readForm.js";
import { presentTwiml } from "../presenters/twiml.js";
import type { WebContext } from "../webContext.js";
import { requireTwilio } from "./requireTwilio.js";

/** A customer has texted. What we reply stands in the answer itself: a repeat gets the same. */
export async function receiveSms(context: WebContext, req: Request, res: Response): Promise<void> {
  requireTwilio(context, req);
  const input = readForm(incomingTextForm, req.body ?? {});
  const reply = await receiveText(context, input, context.clock.now());
  res.type("text/xml").send(presentTwiml(reply));
}
