import type { Message } from "../../channels/channel.js";
import { dayOf } from "../../lib/timeZone.js";
import type { Cadence } from "../../records/digest.js";
import type { User } from "../../records/user.js";
import type { Context } from "../context.js";
import { digestChoiceOf } from "./choiceRules.js";
import { lastDayOver } from "./periodRules.js";
import { readDigestView } from "./readDigestView.js";
import { readScoreDigest } from "./readScoreDigest.js";
import { writeScoreDigest } from "./writeScoreDigest.js";

export interface Preview {
  mail: Message;
  /** Nothing happened on that day: then there is no mail. */
  isUnsent: boolean;
}

/** The newest mail about scores as a user would get it, in their language; the link that stops mails is a dead one. */
export async function previewScoreDigest(
  context: Context,
  { user, cadence }: { user: User; cadence: Cadence },
  now: Date,
): Promise<Preview> {
  const { language, view: key } = digestChoiceOf(user, context.reportingZone);
  const day = lastDayOver(cadence, dayOf(now, context.reportingZone));
  const digest = await readScoreDigest(cadence, day);
  const choice = { language, stopToken: "preview" };
  const view = await readDigestView(context, { user, key, period: digest.period }, now);
  const id = `preview|${user.id}|${cadence}|${day}`;
  const mail = writeScoreDigest(context, { user, choice, digest, view, id });
  return { mail, isUnsent: digest.isEmpty && cadence === "daily" };
}
