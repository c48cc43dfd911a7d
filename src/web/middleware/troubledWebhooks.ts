import type { RequestHandler } from "express";
import { listTroubled } from "../../domain/webhooks/listTroubled.js";
import type { WebContext } from "../webContext.js";

/** What every page says while a webhook waits for a person. */
export function findTroubledWebhooks(context: WebContext): RequestHandler {
  return async (_req, res, next) => {
    res.locals["troubledWebhooks"] = await listTroubled(context.clock.now());
    next();
  };
}
