import { contentHash } from "../../lib/canonicalJson.js";
import { Conflict, InvalidInput } from "../../lib/errors.js";
import { proposeKey } from "../../lib/proposeKey.js";
import type { Alert } from "../../records/alert.js";
import type { User } from "../../records/user.js";
import * as alertRaises from "../../store/alertRaises.js";
import * as alerts from "../../store/alerts.js";
import * as touchpoints from "../../store/touchpoints.js";
import * as users from "../../store/users.js";
import * as views from "../../store/views.js";
import type { Context } from "../context.js";
import { requireChatUrl } from "../notifications/savePreferences.js";
import { maySeeView } from "../views/rules.js";
import { requireFilter } from "../views/saveView.js";
import { forgetAlerts } from "./activeAlerts.js";
import { mayBeTold } from "./rules.js";

export type AlertInput = Pick<
  Alert,
  | "name"
  | "kind"
  | "view"
  | "filter"
  | "touchpoint"
  | "metric"
  | "days"
  | "users"
  | "chatUrl"
  | "isCommentInChat"
>;

const MAX_KEY = 64;
const MOST_OF_A_NAME = 200;

/** A new alert: it tells what happens from now on. InvalidInput as in `requireAlert`. */
export async function createAlert(context: Context, by: User, input: AlertInput, now: Date): Promise<Alert> {
  await requireAlert(context, by, input);
  for (let number = 1; number <= MOST_OF_A_NAME; number += 1) {
    const key = keyOf(input.name, number);
    if (await alerts.find(key)) continue;
    await alertRaises.removeOf(key); // what a dying process left of one that was removed
    const alert: Alert = {
      key,
      ...input,
      isPaused: false,
      listensSince: now,
      state: { is: "fine" },
      createdBy: by.id,
      createdAt: now,
      updatedAt: now,
    };
    const isInserted = await alerts.insert(alert);
    forgetAlerts();
    if (isInserted) return alert;
  }
  throw new Conflict("Very many alerts have this name. Choose another one.");
}

/** Changes an alert. Where it watches something else than before it begins anew. InvalidInput as in `requireAlert`. */
export async function saveAlert(
  context: Context,
  by: User,
  { alert, input }: { alert: Alert; input: AlertInput },
  now: Date,
): Promise<void> {
  await requireAlert(context, by, input);
  const { kind: _kind, ...settings } = input;
  const isFound = await alerts.set(alert.key, settings, now);
  if (watchOf(alert) !== watchOf(input)) await alerts.setAnew(alert.key, now);
  forgetAlerts();
  if (!isFound) throw new Conflict("Somebody removed this alert at this moment.");
}

/** InvalidInput for what it cannot watch, whom it cannot tell, and a chat that we do not post to. */
export async function requireAlert(context: Context, by: User, input: AlertInput): Promise<void> {
  if (input.chatUrl) requireChatUrl(context, input.chatUrl);
  if (input.filter) requireFilter(input.filter);
  const view = input.view === undefined ? null : await views.find(input.view);
  if (input.view !== undefined && (!view || !maySeeView(by, view)))
    throw wrong("of", "does not exist any more");
  if (input.touchpoint !== undefined && !(await touchpoints.find(input.touchpoint)))
    throw wrong("of", "does not exist any more");
  const people = new Map((await users.list()).map((user) => [user.id, user]));
  if (!input.users.every((id) => mayBeTold(people.get(id))))
    throw wrong("users", "may only name admins and managers who can sign in");
}

function watchOf({ kind, view, filter, touchpoint, metric, days }: Partial<AlertInput>): string {
  return contentHash({ kind, view, filter, touchpoint, metric, days });
}

function wrong(path: string, message: string): InvalidInput {
  return new InvalidInput("This alert cannot be used.", [{ path, message }]);
}

/** "new" is the address of the form. */
function keyOf(name: string, number: number): string {
  const proposed = proposeKey(name);
  const base = proposed === "" ? "alert" : proposed === "new" ? "new-alert" : proposed;
  return number === 1 ? base : `${base.slice(0, MAX_KEY - 4)}-${number}`;
}
