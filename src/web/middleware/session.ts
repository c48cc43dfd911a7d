import type { NextFunction, Request, RequestHandler, Response } from "express";
import session from "express-session";
import MongoStore from "connect-mongo";
import { csrfSync } from "csrf-sync";
import { NotAllowed } from "../../lib/errors.js";
import * as connection from "../../store/connection.js";
import type { User } from "../../records/user.js";
import * as users from "../../store/users.js";
import { may, type Permission } from "../permissions.js";
import type { WebContext } from "../webContext.js";

/** A visitor's session holds a form's token and little else; signing in makes it last (web/session.ts). */
const VISITOR_MS = 24 * 60 * 60_000;
const MAX_RETURN_TO = 2_000;

/** Sessions live in the database; only console pages have them, and a visitor's only once a form is shown. */
export function sessionCookie(context: WebContext): RequestHandler {
  const isSecure = context.baseUrl.startsWith("https:");
  const sessions = session({
    name: isSecure ? "__Host-afterword" : "afterword",
    secret: context.secret,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: {
      httpOnly: true,
      sameSite: "lax",
      secure: isSecure,
      path: "/",
      maxAge: VISITOR_MS,
    },
    store: sessionStore(),
  });
  return (req, res, next) => {
    // BASE_URL says that people come by https. Without TRUST_PROXY Express would take the proxy's plain hop for the
    // whole way, and express-session would then silently send no cookie: nobody could sign in.
    if (isSecure) Object.defineProperty(req, "secure", { value: true, configurable: true });
    saveBeforeRedirect(req, res, next);
    sessions(req, res, next);
  };
}

/**
 * A browser follows a redirect as soon as it has the headers, which express-session sends before it has saved: the next
 * page would not know yet who has just signed in.
 */
function saveBeforeRedirect(req: Request, res: Response, next: NextFunction): void {
  const redirect = res.redirect.bind(res) as (...args: unknown[]) => void;
  res.redirect = (...args: unknown[]) => {
    const isWorthKeeping = req.session && Object.keys(req.session).some((name) => name !== "cookie");
    if (!isWorthKeeping) return redirect(...args);
    req.session.save((error: unknown) => (error ? next(error) : redirect(...args)));
  };
}

function sessionStore(): MongoStore {
  const store = MongoStore.create({
    client: connection.driverClient(),
    dbName: connection.databaseName(),
    collectionName: "sessions",
    stringify: false,
    touchAfter: 60 * 60,
  });
  const touch = store.touch.bind(store);
  // A session that somebody ended during the request cannot be prolonged; that is no reason to break the answer off.
  store.touch = (id, data, done) => touch(id, data, () => done?.(null));
  return store;
}

const csrf = csrfSync({
  getTokenFromRequest: (req) => (req.body as { _csrf?: string } | undefined)?._csrf,
});

/** Refuses a form that was not made by a page of ours in this session. */
export const checkCsrf: RequestHandler = (req, res, next) => {
  csrf.csrfSynchronisedProtection(req, res, (error?: unknown) => {
    if (error)
      next(
        new NotAllowed(
          "This form is too old or came from elsewhere. Go back, reload the page and try again.",
        ),
      );
    else next();
  });
};

/** Finds who is signed in, if anybody; a changed password or a lost access ends older sessions. */
export const findUser: RequestHandler = async (req, res, next) => {
  const { userId, validFrom } = req.session;
  const user = userId ? await users.find(userId) : null;
  const isValid = user?.isActive && validFrom === user.sessionsValidFrom.toISOString();
  if (user && isValid) (req as typeof req & { user?: typeof user }).user = user;
  res.locals["csrfToken"] = () => csrf.generateToken(req);
  res.locals["user"] = isValid ? user : null;
  res.locals["path"] = req.path;
  if (req.method === "GET" && req.session.notice) {
    res.locals["notice"] = req.session.notice;
    delete req.session.notice;
  }
  next();
};

/** Lets in who has the permission; sends others to sign in, or says no. */
export function requirePermission(permission: Permission): RequestHandler {
  return (req, res, next) => {
    const user = res.locals["user"] as User | null;
    if (!user) {
      if (req.method === "GET" && req.originalUrl.length <= MAX_RETURN_TO)
        req.session.returnTo = req.originalUrl;
      return res.redirect(303, "/sign-in");
    }
    if (!may(user.role, permission))
      throw new NotAllowed("Your role does not allow this. Ask an admin of your company.");
    next();
  };
}
