import { EmailChannel } from "../../../src/channels/email.js";
import { createAlert, type AlertInput } from "../../../src/domain/alerts/saveAlert.js";
import type { Alert } from "../../../src/records/alert.js";
import type { Notification } from "../../../src/records/notification.js";
import * as notifications from "../../../src/store/notifications.js";
import * as views from "../../../src/store/views.js";
import type { SmtpSink } from "../../peers/smtpSink.js";
import type { World } from "../../world.js";

export const NOBODY = { users: [] as string[], isCommentInChat: false };

export const mailsTo = ({ url }: SmtpSink) =>
  new EmailChannel({ url, from: "Northwind <care@example.com>", connections: 1 });

/** An alert of Mara's, with what differs. */
export function anAlert(world: World, input: Partial<AlertInput>): Promise<Alert> {
  const alert = { name: "Watch", kind: "response" as const, ...NOBODY, ...input };
  return createAlert(world.context, world.mara, alert, world.clock.now());
}

/** What somebody was or is to be told by alerts. */
export async function toldBy(user = "mara"): Promise<Notification[]> {
  return (await notifications.listByUser(user)).filter(({ kind }) => kind === "alert");
}

/** A shared view with the key "gold". */
export async function aView(world: World, filter: object): Promise<void> {
  const now = world.clock.now();
  const view = { key: "gold", name: "Gold", filter, owner: "mara", isShared: true };
  await views.insert({ ...view, createdAt: now, updatedAt: now });
}
