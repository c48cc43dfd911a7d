import type { RequestHandler } from "express";
import { countWaiting } from "../../domain/cases/countWaiting.js";
import type { WebContext } from "../webContext.js";
import { userOf } from "../session.js";

/** How many cases wait for this person, for the number in the menu of every page: two counts on indexes, up to three seconds old. */
export function countWaitingCases({ clock }: WebContext): RequestHandler {
  return async (req, res, next) => {
    res.locals["waitingCases"] = await countWaiting(userOf(req), clock.now());
    next();
  };
}
