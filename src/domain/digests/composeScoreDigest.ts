import type { Message } from "../../channels/channel.js";
import type { Notification } from "../../records/notification.js";
import * as users from "../../store/users.js";
import type { Context } from "../context.js";
import { stateOf } from "../users/states.js";
import { readDigestView } from "./readDigestView.js";
import { readScoreDigest } from "./readScoreDigest.js";
import { writeScoreDigest } from "./writeScoreDigest.js";

/** The mail about a period's scores; null when its reader does not want it any more, or a day brought nothing. */
export async function composeScoreDigest(
  context: Context,
  { id, user: to, cadence, day }: Notification,
  now: Date,
): Promise<Message | null> {
  const user = await users.find(to);
  const choice = user?.scoreDigest;
  if (!user || !choice || stateOf(user) !== "active" || !choice.cadences.includes(cadence!)) return null;
  const digest = await readScoreDigest(cadence!, day!);
  if (digest.isEmpty && cadence === "daily") return null;
  const view = await readDigestView(context, { user, key: choice.view, period: digest.period }, now);
  return writeScoreDigest(context, { user, choice, digest, view, id });
}
