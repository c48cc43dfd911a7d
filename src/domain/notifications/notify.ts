import type { Case } from "../../records/case.js";
import type { Notification, Way } from "../../records/notification.js";
import type { User } from "../../records/user.js";
import * as notifications from "../../store/notifications.js";
import * as users from "../../store/users.js";
import { isVisible, readScope } from "../cases/readScope.js";
import type { Context } from "../context.js";
import { stateOf } from "../users/states.js";
import type { News } from "./newsRules.js";
import { readPreferences } from "./readPreferences.js";
import { waysOf } from "./preferenceRules.js";

const DAY_MS = 24 * 60 * 60_000;

/** How long it is known that somebody was told. */
export const KEPT_MS = 30 * DAY_MS;

/**
 * Puts down what each user is to be told, by the ways they chose; the sending is others' work. Whoever has left, has
 * never come or may not see the case is left out. May be repeated: what is put down has the same id.
 */
export async function notify(context: Context, theCase: Case, news: readonly News[]): Promise<void> {
  for (const one of news) {
    const user = await users.find(one.user);
    if (!user || !(await mayBeTold(user, theCase))) continue;
    const { preferences } = await readPreferences(context, user);
    for (const way of waysOf(preferences, one.kind))
      await notifications.insert(toNotification(theCase, one, way));
  }
}

/** Whether somebody is there, and may see the case. */
export async function mayBeTold(user: User, theCase: Pick<Case, "team" | "owner">): Promise<boolean> {
  return stateOf(user) === "active" && isVisible(await readScope(user), theCase);
}

function toNotification({ id }: Case, { about, at, kind, user }: News, way: Way): Notification {
  return {
    id: `${about}|${user}|${way}`,
    user,
    way,
    kind,
    case: id,
    about,
    at,
    state: "waiting",
    dueAt: at,
    tries: 0,
    removeAt: new Date(at.getTime() + KEPT_MS),
  };
}
