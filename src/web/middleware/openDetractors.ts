import type { RequestHandler } from "express";
import * as responses from "../../store/responses.js";

/** How many detractors wait, for the number in the menu of every page: one count on an index. */
export const countOpenDetractors: RequestHandler = async (_req, res, next) => {
  res.locals["openDetractors"] = await responses.count({ followUp: "open" });
  next();
};
