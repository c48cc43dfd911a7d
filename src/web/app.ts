import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import express, { Router, type Express, type RequestHandler } from "express";
import { engine } from "express-handlebars";
import helmet from "helmet";
import { VIEWS_FOLDER } from "../lib/templates.js";
import { apiBody } from "./middleware/apiBody.js";
import { requireApiKey } from "./middleware/apiKey.js";
import { errorPage, notFound } from "./middleware/errorPage.js";
import { fileForm } from "./middleware/fileForm.js";
import { findActingBreakers } from "./middleware/actingBreakers.js";
import { countWaitingCases } from "./middleware/waitingCases.js";
import { findTroubledWebhooks } from "./middleware/troubledWebhooks.js";
import { requestLog } from "./middleware/requestLog.js";
import { checkCsrf, findUser, requirePermission, sessionCookie } from "./middleware/session.js";
import { viewHelpers } from "./presenters/viewHelpers.js";
import type { Route } from "./route.js";
import { routes } from "./routes.js";
import type { WebContext } from "./webContext.js";

const PUBLIC_FOLDER = fileURLToPath(new URL("../../public/", import.meta.url));

/** The web application: what every request passes, in order, and then the routes. */
export function createApp(context: WebContext): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", context.trustProxy);
  app.set("etag", false);
  app.set("query parser", "simple"); // no nested objects: {"$gt": ""} cannot come from an address
  const respondentCss = useViews(app);
  app.locals["brandName"] = context.brandName;
  app.locals["isEmbedded"] = context.isEmbedded;
  app.locals["usesOutbox"] = context.outboxChannels.length > 0;
  app.use(requestLog(context.logger));
  app.use(securityHeaders(context, respondentCss));
  app.use("/public", express.static(PUBLIC_FOLDER, { maxAge: "1h", index: false, redirect: false }));
  app.use(routesOf(context));
  app.use(notFound);
  app.use(errorPage(context));
  return app;
}

/** Handlebars with cached views. Returns the respondent's stylesheet, which stands inside each of their pages. */
function useViews(app: Express): string {
  const css = readFileSync(`${PUBLIC_FOLDER}respondent.css`, "utf8").replace(/\s+/g, " ");
  app.engine("hbs", engine({ extname: ".hbs", defaultLayout: "console", helpers: viewHelpers }) as never);
  app.set("view engine", "hbs");
  app.set("views", VIEWS_FOLDER);
  app.enable("view cache");
  app.locals["respondentCss"] = css;
  return css;
}

function securityHeaders(context: WebContext, respondentCss: string): RequestHandler {
  const respondentStyle = `'sha256-${createHash("sha256").update(respondentCss).digest("base64")}'`;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'", respondentStyle],
        styleSrcAttr: ["'unsafe-inline'"], // widths of bars; carries numbers of ours only
        scriptSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameSrc: ["'self'"],
        frameAncestors: ["'self'"],
        baseUri: ["'none'"],
      },
    },
    strictTransportSecurity: context.baseUrl.startsWith("https:"),
    referrerPolicy: { policy: "no-referrer" }, // the address of a survey is its key
    crossOriginEmbedderPolicy: false,
  });
}

function routesOf(context: WebContext): Router {
  const router = Router();
  const requireScope = requireApiKey(context);
  const form = express.urlencoded({ extended: false, limit: "200kb", parameterLimit: 500 });
  // A survey of ten questions in thirteen languages has some two thousand fields.
  const longForm = express.urlencoded({ extended: false, limit: "500kb", parameterLimit: 4_000 });
  const session = [sessionCookie(context), longForm, findUser, noStore];

  const passage = ({ access, method, path, body }: Route): RequestHandler[] => {
    if (access === "public") return [noStore, form];
    if (access === "provider")
      return [noStore, path.startsWith("/hooks/email/inbound") ? mailBody : reportBody];
    if (access === "visitor") return method === "get" ? session : [...session, checkCsrf];
    if ("scope" in access)
      return [requireScope(access.scope), ...(body === "stream" ? [] : [apiBody]), noStore];
    const signedIn = [
      ...session,
      requirePermission(access.permission),
      ...(body === "file" ? [fileForm] : []),
    ];
    return [
      ...signedIn,
      ...(method === "get" ? [] : [checkCsrf]),
      countWaitingCases(context),
      findActingBreakers(context),
      findTroubledWebhooks(context),
    ];
  };

  for (const route of routes) {
    const handler: RequestHandler = (req, res) => route.handler(context, req, res);
    router[route.method](route.path, ...passage(route), handler);
  }
  return router;
}

/** Nobody has proved anything yet when the body is read: it must not grow by being unpacked. */
const reportBody = express.raw({ limit: "2mb", inflate: false, type: () => true });

/** As large as the mails that mail servers usually take. */
const mailBody = express.raw({ limit: "25mb", inflate: false, type: () => true });

const noStore: RequestHandler = (_req, res, next) => {
  res.set("Cache-Control", "no-store");
  next();
};
