import type { Request } from "express";
import type { User } from "../records/user.js";

declare module "express-session" {
  interface SessionData {
    userId: string;
    signedInAt: string;
    /** Shown once on the next page. */
    notice: string;
    /** Where a visitor wanted to go before signing in. */
    returnTo: string;
  }
}

/** The signed-in person of a request; routes with a permission always have one. */
export function userOf(req: Request): User {
  const user = (req as Request & { user?: User }).user;
  if (!user) throw new Error("A handler asked for the user on a route without a permission");
  return user;
}

/** Says something on the next page that the person sees. */
export function leaveNotice(req: Request, text: string): void {
  req.session.notice = text;
}
