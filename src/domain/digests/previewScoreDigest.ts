import type { Message } from "../../channels/channel.js";
import { dayOf } from "../../lib/timeZone.js";
import type { Cadence } from "../../records/digest.js";
import type { User } from "../../records/user.js";
import type { Context } from "../context.js";
import { digestChoiceOf } from "./choiceRules.js";
import { lastDayOver } from "./periodRules.js";
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
  const { language } = digestChoiceOf(user, context.reportingZone);
  const day = lastDayOver(cadence, dayOf(now, context.reportingZone));
  const digest = await readScoreDigest(cadence, day);
  const choice = { language, stopToken: "preview" };
  const mail = writeScoreDigest(context, {
    user,
    choice,
    digest,
    id: `preview|${user.id}|${cadence}|${day}`,
  });
  return { mail, isUnsent: digest.isEmpty && cadence === "daily" };
}
