import { ChannelError, type Channel, type Message } from "../../channels/channel.js";
import { hashSecret, newId, newSecret } from "../../lib/ids.js";
import { renderTemplate } from "../../lib/templates.js";
import type { User, UserToken } from "../../records/user.js";
import * as userTokens from "../../store/userTokens.js";
import type { Context } from "../context.js";

const HOUR_MS = 60 * 60_000;

/** An invitation waits for somebody's return from holiday; a reset was asked for a minute ago. */
const LASTS_MS: Record<UserToken["purpose"], number> = {
  invitation: 7 * 24 * HOUR_MS,
  password_reset: HOUR_MS,
};

const TEMPLATES: Record<UserToken["purpose"], string> = {
  invitation: "userInvitation",
  password_reset: "passwordReset",
};

/** A link to one's password, by mail. False when the mail could not be sent: then the link is gone, too. */
export async function sendOneTimeLink(
  context: Context,
  email: Channel,
  about: { user: User; purpose: UserToken["purpose"]; invitedBy?: string },
  now: Date,
): Promise<boolean> {
  const secret = newSecret(32);
  const id = hashSecret(secret);
  const expiresAt = new Date(now.getTime() + LASTS_MS[about.purpose]);
  await userTokens.insert({ id, user: about.user.id, purpose: about.purpose, expiresAt, createdAt: now });
  const link = `${context.baseUrl}/password/${secret}`;
  try {
    await email.send(compose(context, { ...about, link }, now), now);
    return true;
  } catch (error) {
    await userTokens.remove(id);
    if (!(error instanceof ChannelError)) throw error;
    // Without the cause, in which mail servers like to repeat the address.
    context.logger.warn(
      { user: about.user.id, purpose: about.purpose, code: error.code },
      "a mail was not sent",
    );
    return false;
  }
}

function compose(
  context: Context,
  about: { user: User; purpose: UserToken["purpose"]; invitedBy?: string; link: string },
  now: Date,
): Message {
  const { user, purpose, invitedBy, link } = about;
  const template = `emails/${TEMPLATES[purpose]}`;
  const data = { brand: context.brandName, name: user.name, invitedBy, link, email: user.email };
  return {
    channel: "email",
    to: user.email,
    subject: renderTemplate(`${template}.subject`, data).trim(),
    text: renderTemplate(`${template}.text`, data),
    html: renderTemplate(`${template}.html`, data),
    headers: { "Auto-Submitted": "auto-generated" },
    messageId: `${newId(now)}@${context.mailHost}`,
    invitation: null,
  };
}
