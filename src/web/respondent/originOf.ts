import { createHmac } from "node:crypto";
import type { Request } from "express";
import { networkOf } from "../../lib/networkOf.js";
import type { WebContext } from "../webContext.js";

/** Who fetches or posts. The network is a keyed hash: it can be counted and not be read. */
export function originOf(
  { secret }: WebContext,
  req: Request,
): { method: string; userAgent: string; network: string } {
  const network = createHmac("sha256", secret)
    .update(`respondent network ${networkOf(req.ip ?? "")}`)
    .digest("base64url")
    .slice(0, 16);
  return { method: req.method, userAgent: req.get("user-agent") ?? "", network };
}
