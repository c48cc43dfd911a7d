import type { Request, Response } from "express";
import { newSecret } from "../lib/ids.js";
import type { User } from "../records/user.js";

declare module "express-session" {
  interface SessionData {
    userId: string;
    /** The user's sessionsValidFrom at sign-in; read together with the password, so that no change slips between. */
    validFrom: string;
    /** Shown once on the next page. */
    notice: string;
    /** Where a visitor wanted to go before signing in. */
    returnTo: string;
  }
}

const SIGNED_IN_MS = 14 * 24 * 60 * 60_000;

/** The signed-in person of a request; routes with a permission always have one. */
export function userOf(req: Request): User {
  const user = (req as Request & { user?: User }).user;
  if (!user) throw new Error("A handler asked for the user on a route without a permission");
  return user;
}

/** The program of a request, by the name of its key; "a program" only where nobody asked for a key. */
export function programOf(res: Response): string {
  const name: unknown = res.locals["apiKeyName"];
  return typeof name === "string" ? name : "a program";
}

/** Says something on the next page that the person sees. */
export function leaveNotice(req: Request, text: string): void {
  req.session.notice = text;
}

/** Signs a person in, as they were when their password was checked. */
export async function startSession(req: Request, user: User): Promise<void> {
  await renewSession(req);
  req.session.userId = user.id;
  req.session.validFrom = user.sessionsValidFrom.toISOString();
  req.session.cookie.maxAge = SIGNED_IN_MS;
  // Made here and not by the first form: two tabs opened at once would each make one, and one of them would not work.
  req.session.csrfToken = newSecret(32);
}

/** An empty session with a new id: nobody can plant one before sign-in, and nothing outlives signing out. */
export async function renewSession(req: Request): Promise<void> {
  await new Promise<void>((resolve, reject) =>
    req.session.regenerate((error: unknown) => (error ? reject(error) : resolve())),
  );
}
