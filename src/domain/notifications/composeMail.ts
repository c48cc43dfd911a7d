import type { Message } from "../../channels/channel.js";
import type { Notification } from "../../records/notification.js";
import type { Context } from "../context.js";
import { composeAlertMail } from "../alerts/composeRaise.js";
import { composeFileMail } from "../digests/composeFileMail.js";
import { composeScoreDigest } from "../digests/composeScoreDigest.js";
import { composeDigest } from "./composeDigest.js";
import { composeNoticeMail } from "./composeNoticeMail.js";
import { readNotice } from "./readNotice.js";

/** The mail of a notification, put together as it goes out; null when there is nothing to tell any more. */
export async function composeMail(
  context: Context,
  claimed: Notification,
  now: Date,
): Promise<Message | null> {
  if (claimed.kind === "scores") return composeScoreDigest(context, claimed, now);
  if (claimed.kind === "file") return composeFileMail(context, claimed);
  if (claimed.kind === "digest") return composeDigest(context, claimed, now);
  if (claimed.kind === "alert") return composeAlertMail(context, claimed);
  const facts = await readNotice(context, claimed);
  return facts && composeNoticeMail(context, facts, claimed.id, now);
}
