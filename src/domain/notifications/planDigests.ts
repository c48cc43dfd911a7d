import type { Notification } from "../../records/notification.js";
import type { Team } from "../../records/team.js";
import type { User } from "../../records/user.js";
import * as notifications from "../../store/notifications.js";
import * as teams from "../../store/teams.js";
import * as users from "../../store/users.js";
import { defaultCalendar } from "../cases/calendarRules.js";
import type { Context } from "../context.js";
import { stateOf } from "../users/states.js";
import { dueDay, isWorkday } from "./digestRules.js";
import { KEPT_MS } from "./notify.js";
import { preferencesOf, zoneOf } from "./preferenceRules.js";

/**
 * Puts down the morning's mail of everybody whose hour has come, on days on which one of their teams works. Each day
 * of theirs has one, whoever puts it down and how often clocks change. Returns how many were put down.
 */
export async function planDigests({ reportingZone }: Context, now: Date): Promise<number> {
  const [everybody, everyTeam] = await Promise.all([users.list(), teams.list()]);
  const due = everybody.flatMap((user) => {
    const own = everyTeam.filter(({ members }) => members.includes(user.id));
    const { digest } = preferencesOf(user, zoneOf(own, reportingZone));
    const day = stateOf(user) === "active" ? dueDay(digest, now) : null;
    return day && isWorkday(day, calendarsOf(user, own, reportingZone)) ? [toDigest(user, day, now)] : [];
  });
  const known = await notifications.listKnown(due.map(({ id }) => id));
  const missing = due.filter(({ id }) => !known.has(id));
  for (const one of missing) await notifications.insert(one);
  return missing.length;
}

/** Managers look after all teams: their week is the usual one. */
function calendarsOf({ role }: User, own: Team[], zone: string) {
  const isOfTeam = role === "agent" && own.length > 0;
  return isOfTeam ? own.map(({ calendar }) => calendar) : [defaultCalendar(zone)];
}

function toDigest({ id: user }: User, day: string, now: Date): Notification {
  return {
    id: `digest|${user}|${day}`,
    user,
    way: "email",
    kind: "digest",
    day,
    at: now,
    state: "waiting",
    dueAt: now,
    tries: 0,
    removeAt: new Date(now.getTime() + KEPT_MS),
  };
}
