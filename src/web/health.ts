import type { Request, Response } from "express";
import * as connection from "../store/connection.js";
import type { WebContext } from "./webContext.js";

/** The process runs. */
export function isAlive(_context: WebContext, _req: Request, res: Response): void {
  res.json({ status: "ok" });
}

/** The process can serve: it is not stopping, and the database answers. */
export async function isReady(context: WebContext, _req: Request, res: Response): Promise<void> {
  const hasDatabase = await connection.isReachable();
  const isServing = context.isReady() && hasDatabase;
  res
    .status(isServing ? 200 : 503)
    .json({ status: isServing ? "ready" : "not ready", database: hasDatabase ? "reachable" : "unreachable" });
}
