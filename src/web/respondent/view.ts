import { readToken, signToken } from "../../lib/signedToken.js";
import type { Invitation } from "../../records/invitation.js";
import type { WebContext } from "../webContext.js";

const NONCE = "survey view";

/** Goes into each form of an invitation's pages: an answer needs a page that we made. */
export function signView(context: WebContext, { token }: Invitation): string {
  return signToken(context.secret, NONCE, `${token} ${context.clock.now().getTime()}`);
}

/** Whether the form was made by a page of this invitation. When does not matter: a page may lie open for days. */
export function isViewOf(context: WebContext, invitation: Invitation, view: string): boolean {
  return viewedAt(context, invitation, view) !== null;
}

/** When the page of this invitation was made that the form or the address comes from; null when it was none. */
export function viewedAt(context: WebContext, { token }: Invitation, view: string): Date | null {
  const [of, at] = readToken(context.secret, NONCE, view)?.split(" ") ?? [];
  return of === token ? new Date(Number(at)) : null;
}
