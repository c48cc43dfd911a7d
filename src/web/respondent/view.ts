import { readToken, signToken } from "../../lib/signedToken.js";
import type { Invitation } from "../../records/invitation.js";
import type { WebContext } from "../webContext.js";

const NONCE = "survey view";

/** Goes into each form of an invitation's pages: an answer needs a page that we made. */
export function signView(context: WebContext, { token }: Invitation): string {
  return signToken(context.secret, NONCE, `${token} ${context.clock.now().getTime()}`);
}

/** Whether the form was made by a page of this invitation. When does not matter: a page may lie open for days. */
export function isViewOf(context: WebContext, { token }: Invitation, view: string): boolean {
  return readToken(context.secret, NONCE, view)?.split(" ")[0] === token;
}
