import type { Request, Response } from "express";
import { receiveText } from "../../domain/conversations/receiveText.js";
import { recordSmsStatus } from "../../domain/delivery/recordSmsStatus.js";
import { incomingTextForm, smsStatusForm } from "../forms/smsHookForms.js";
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

/** What became of a message of ours. An unknown message is no fault of Twilio's, which would only ask again. */
export async function receiveSmsStatus(context: WebContext, req: Request, res: Response): Promise<void> {
  requireTwilio(context, req);
  const told = readForm(smsStatusForm, req.body ?? {});
  await recordSmsStatus(context, context.channels.sms, { ...told, now: context.clock.now() });
  res.type("text/xml").send(presentTwiml(null));
}
