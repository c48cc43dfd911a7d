import type { Request } from "express";
// The whole library takes a third of a second to load; its check of signatures is one small file.
import { validateRequest } from "twilio/lib/webhooks/webhooks.js";
import { NotAllowed } from "../../lib/errors.js";
import type { WebContext } from "../webContext.js";

/** Throws NotAllowed unless Twilio has signed exactly this request to our public address. */
export function requireTwilio({ twilio, baseUrl }: WebContext, req: Request): void {
  const signature = req.get("X-Twilio-Signature");
  const body = (req.body ?? {}) as Record<string, unknown>;
  if (twilio && signature && validateRequest(twilio.authToken, signature, baseUrl + req.originalUrl, body))
    return;
  throw new NotAllowed("This request does not carry Twilio's signature.");
}
