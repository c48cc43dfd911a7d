import type { Request } from "express";
import { isNextPerson } from "../../domain/collectors/rules.js";
import type { Collector } from "../../records/collector.js";
import type { Invitation } from "../../records/invitation.js";
import { stepAddress } from "../presenters/stepPage.js";
import type { WebContext } from "../webContext.js";
import { signView, viewedAt } from "./view.js";

interface Visit {
  invitation: Invitation;
  collector?: Collector | null;
}

/**
 * Where the next page is. A kiosk's browser remembers it, and the next person may look there: so it is good only for
 * the seconds after the press that led to it, and whoever is still there goes on and back with buttons.
 */
export function addressOfStep(context: WebContext, { invitation, collector }: Visit, at: string): string {
  const address = stepAddress(invitation.token, at);
  if (collector?.kind !== "kiosk") return address;
  return `${address}&visit=${encodeURIComponent(signView(context, invitation))}`;
}

/** The kiosk's start when its browser asks for a page of somebody who has gone; else null. */
export function startForNextPerson(
  context: WebContext,
  req: Request,
  { invitation, collector }: Visit,
): string | null {
  if (collector?.kind !== "kiosk") return null;
  const pressedAt = viewedAt(context, invitation, String(req.query["visit"]));
  const isOld = !pressedAt || isNextPerson(collector, pressedAt, context.clock.now());
  return isOld ? `/c/${collector.token}` : null;
}
