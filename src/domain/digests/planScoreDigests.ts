import type { Notification } from "../../records/notification.js";
import * as notifications from "../../store/notifications.js";
import * as users from "../../store/users.js";
import type { Context } from "../context.js";
import { KEPT_MS } from "../notifications/notify.js";
import { stateOf } from "../users/states.js";
import { dueDigests, type DueDigest } from "./periodRules.js";

/**
 * Puts down the scores that are due by mail to everybody who chose them. Each reader and period has one, whoever puts
 * it down. Returns how many were put down.
 */
export async function planScoreDigests({ reportingZone }: Context, now: Date): Promise<number> {
  const due = (await users.list()).flatMap((user) =>
    user.scoreDigest && stateOf(user) === "active"
      ? dueDigests(user.scoreDigest, now, reportingZone).map((one) => toNotification(user.id, one, now))
      : [],
  );
  const known = await notifications.listKnown(due.map(({ id }) => id));
  const missing = due.filter(({ id }) => !known.has(id));
  for (const one of missing) await notifications.insert(one);
  return missing.length;
}

function toNotification(user: string, { cadence, day }: DueDigest, now: Date): Notification {
  return {
    id: `scores|${user}|${cadence}|${day}`,
    user,
    way: "email",
    kind: "scores",
    cadence,
    day,
    at: now,
    state: "waiting",
    dueAt: now,
    tries: 0,
    removeAt: new Date(now.getTime() + KEPT_MS),
  };
}
