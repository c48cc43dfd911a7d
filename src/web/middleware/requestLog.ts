import { pinoHttp } from "pino-http";
import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import type { Logger } from "../../lib/logger.js";

/** One line per request with its id; never a query (scores, addresses) nor the token of a link. */
export function requestLog(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    genReqId: (req, res) => {
      const given = req.headers["x-request-id"];
      const id = typeof given === "string" && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
      res.setHeader("X-Request-Id", id);
      return id;
    },
    quietReqLogger: true,
    customLogLevel: (_req, res, error) => (error || res.statusCode >= 500 ? "warn" : "info"),
    autoLogging: { ignore: (req) => req.url === "/healthz" || req.url === "/readyz" },
    serializers: {
      req: (req: { method: string; url: string }) => ({ method: req.method, path: safePath(req.url) }),
      res: (res: { statusCode: number }) => ({ status: res.statusCode }),
    },
  });
}

/** As the router reads it: the case of a path does not matter, and a proxy may ask with the whole address. */
function safePath(url: string): string {
  return url
    .replace(/\?.*$/, "")
    .replace(/^https?:\/\/[^/]*/i, "")
    .replace(/^\/(s|u|password)\/.*/i, "/$1/:token")
    .replace(/^\/(v1\/)?customers\/.*/i, "/$1customers/:id")
    .replace(/^\/v1\/suppressions\/([^/]+)\/.*/i, "/v1/suppressions/$1/:address")
    .replace(/[^/]*(?:@|%40)[^/]*/gi, ":address"); // an event's id is the caller's own, and so is a mistyped path
}
