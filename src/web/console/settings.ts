import type { Request, Response } from "express";
import type { WebContext } from "../webContext.js";

/** The way to everything that is set up; the template knows what this person may open. */
export function showSettings(_context: WebContext, _req: Request, res: Response): void {
  res.render("console/settings/show", { title: "Settings" });
}
