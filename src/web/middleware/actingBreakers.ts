import type { RequestHandler } from "express";
import { listActing } from "../../domain/breaker/isStopped.js";
import type { WebContext } from "../webContext.js";

/** What every page says while sending is stopped or comes close to it. */
export function findActingBreakers(context: WebContext): RequestHandler {
  return async (_req, res, next) => {
    res.locals["actingBreakers"] = await listActing(context.clock.now());
    res.locals["reportingZone"] = context.reportingZone;
    next();
  };
}
