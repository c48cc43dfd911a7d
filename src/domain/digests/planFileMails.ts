import type { FileMail } from "../../records/fileMail.js";
import type { Notification } from "../../records/notification.js";
import * as fileMails from "../../store/fileMails.js";
import * as notifications from "../../store/notifications.js";
import * as users from "../../store/users.js";
import { mayBeTold } from "../alerts/rules.js";
import type { Context } from "../context.js";
import { KEPT_MS } from "../notifications/notify.js";
import { digestChoiceOf } from "./choiceRules.js";
import { dueDigests, type DueDigest } from "./periodRules.js";

/**
 * Puts down the files that are due by mail, at the hour at which each user wants scores. Each user, view and period
 * has one, whoever puts it down. Returns how many were put down.
 */
export async function planFileMails({ reportingZone }: Context, now: Date): Promise<number> {
  const [wanted, everybody] = await Promise.all([fileMails.listWanted(), users.list()]);
  const known = new Map(everybody.map((user) => [user.id, user]));
  const due = wanted.flatMap((one) => {
    const user = known.get(one.user) ?? null;
    if (!user || !mayBeTold(user)) return [];
    const { hour, zone } = digestChoiceOf(user, reportingZone);
    const choice = { cadences: [one.cadence!], hour, zone, since: one.since };
    return dueDigests(choice, now, reportingZone).map((period) => toNotification(one, period, now));
  });
  const planned = await notifications.listKnown(due.map(({ id }) => id));
  const missing = due.filter(({ id }) => !planned.has(id));
  for (const one of missing) await notifications.insert(one);
  return missing.length;
}

function toNotification({ id, user, view }: FileMail, { cadence, day }: DueDigest, now: Date): Notification {
  return {
    id: `file|${id}|${cadence}|${day}`,
    user,
    way: "email",
    kind: "file",
    view,
    cadence,
    day,
    at: now,
    state: "waiting",
    dueAt: now,
    tries: 0,
    removeAt: new Date(now.getTime() + KEPT_MS),
  };
}
