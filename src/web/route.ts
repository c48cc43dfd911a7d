import type { Request, Response } from "express";
import type { Scope } from "../records/apiKey.js";
import type { Permission } from "./permissions.js";
import type { WebContext } from "./webContext.js";

export type Handler = (context: WebContext, req: Request, res: Response) => Promise<void> | void;

/**
 * Who may come in. A route cannot be written down without saying so.
 * `scope`: an API key with it. `permission`: a signed-in person with it. `visitor`: nobody is signed in yet, but
 * forms are protected by a session. `public`: everybody, no session and no cookie. `provider`: whoever signs as the
 * handler wants it; the body comes as it is, since signatures are over its bytes.
 */
export type Access = { scope: Scope } | { permission: Permission } | "visitor" | "public" | "provider";

export interface Route {
  method: "get" | "post" | "put" | "delete";
  path: string;
  access: Access;
  handler: Handler;
  /** `stream`: the handler reads the body itself. `file`: a form with a file. Else JSON from programs, a form from people. */
  body?: "stream" | "file";
}

export function get(path: string, access: Access, handler: Handler): Route {
  return { method: "get", path, access, handler };
}

export function post(path: string, access: Access, handler: Handler): Route {
  return { method: "post", path, access, handler };
}

export function put(path: string, access: Access, handler: Handler): Route {
  return { method: "put", path, access, handler };
}

export function remove(path: string, access: Access, handler: Handler): Route {
  return { method: "delete", path, access, handler };
}
