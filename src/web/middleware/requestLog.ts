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

function safePath(url: string): string {
  return url
    .replace(/\?.*$/, "")
    .replace(/^\/(s|u|password)\/.*/, "/$1/:token")
    .replace(/^\/(v1\/)?customers\/.*/, "/$1customers/:id");
}
