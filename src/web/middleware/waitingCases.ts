import type { RequestHandler } from "express";
import { countWaiting } from "../../domain/cases/countWaiting.js";
import { userOf } from "../session.js";

/** How many cases wait for this person, for the number in the menu of every page: two counts on indexes. */
export const countWaitingCases: RequestHandler = async (req, res, next) => {
  res.locals["waitingCases"] = await countWaiting(userOf(req));
  next();
};
