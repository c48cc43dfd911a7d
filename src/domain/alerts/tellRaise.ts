import type { Alert, AlertRaise } from "../../records/alert.js";
import type { Notification, Way } from "../../records/notification.js";
import * as alertRaises from "../../store/alertRaises.js";
import * as notifications from "../../store/notifications.js";
import type { Context } from "../context.js";
import { KEPT_MS } from "../notifications/notify.js";
import { announce } from "../webhooks/announce.js";
import { describeRaise } from "./describeRaise.js";

const DAY_MS = 24 * 60 * 60_000;

/** Whoever gave a score is often still writing why. */
const COMMENT_MS = 60_000;

/** More single responses in a day are no news but a list: they stand on the alert's page, and webhooks are told. */
export const MOST_A_DAY = 50;

/** Puts down who is to be told by which way; the sending is others' work. May be repeated: nobody is told twice. */
export async function tellRaise(context: Context, alert: Alert, raise: AlertRaise, now: Date): Promise<void> {
  const isHeld = raise.response !== undefined && (await isOneTooMany(alert, raise));
  if (!isHeld) {
    for (const user of alert.users) await notifications.insert(toNotification(raise, { user, way: "email" }));
    if (alert.chatUrl)
      await notifications.insert(toNotification(raise, { user: chatOf(alert), way: "chat" }));
  }
  const { id, at } = raise;
  await announce({ type: "alert.raised", id, at, data: () => describeRaise(context, alert, raise, now) });
  await alertRaises.setTold(id, { isHeld });
}

/** Under which name the chat of an alert stands where else a user does: one message at a time goes there. */
export function chatOf({ key }: Pick<Alert, "key">): string {
  return `alert|${key}`;
}

async function isOneTooMany({ key }: Alert, { at }: AlertRaise): Promise<boolean> {
  return (await alertRaises.countSince(key, new Date(at.getTime() - DAY_MS))) > MOST_A_DAY;
}

function toNotification(
  { id: about, at, response }: AlertRaise,
  { user, way }: { user: string; way: Way },
): Notification {
  return {
    id: `alert|${about}|${user}|${way}`,
    user,
    way,
    kind: "alert",
    about,
    at,
    state: "waiting",
    dueAt: new Date(at.getTime() + (response ? COMMENT_MS : 0)),
    tries: 0,
    removeAt: new Date(at.getTime() + KEPT_MS),
  };
}
