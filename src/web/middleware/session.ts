import type { RequestHandler } from "express";
import session from "express-session";
import MongoStore from "connect-mongo";
import { csrfSync } from "csrf-sync";
import { NotAllowed } from "../../lib/errors.js";
import * as connection from "../../store/connection.js";
import type { User } from "../../records/user.js";
import * as users from "../../store/users.js";
import { may, type Permission } from "../permissions.js";
import type { WebContext } from "../webContext.js";

const SESSION_DAYS = 14;

/** Sessions live in the database; only console pages have them, and a visitor's only once a form is shown. */
export function sessionCookie(context: WebContext): RequestHandler {
  const isSecure = context.baseUrl.startsWith("https:");
  return session({
    name: isSecure ? "__Host-afterword" : "afterword",
    secret: context.secret,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { httpOnly: true, sameSite: "lax", secure: isSecure, path: "/", maxAge: SESSION_DAYS * 24 * 60 * 60_000 },
    store: MongoStore.create({
      client: connection.driverClient(),
      dbName: connection.databaseName(),
      collectionName: "sessions",
      stringify: false,
      touchAfter: 60 * 60,
    }),
  });
}

const csrf = csrfSync({
  getTokenFromRequest: (req) => (req.body as { _csrf?: string } | undefined)?._csrf,
});

/** Refuses a form that was not made by a page of ours in this session. */
export const checkCsrf: RequestHandler = (req, res, next) => {
  csrf.csrfSynchronisedProtection(req, res, (error?: unknown) => {
    if (error) next(new NotAllowed("This form is too old or came from elsewhere. Go back, reload the page and try again."));
    else next();
  });
};

/** Finds who is signed in, if anybody; a changed password or a lost access ends older sessions. */
export const findUser: RequestHandler = async (req, res, next) => {
  const { userId, signedInAt } = req.session;
  const user = userId ? await users.find(userId) : null;
  const isValid = user?.isActive && signedInAt && new Date(signedInAt) >= user.sessionsValidFrom;
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
      if (req.method === "GET") req.session.returnTo = req.originalUrl;
      return res.redirect(303, "/sign-in");
    }
    if (!may(user.role, permission)) throw new NotAllowed("Your role does not allow this. Ask an admin of your company.");
    next();
  };
}
