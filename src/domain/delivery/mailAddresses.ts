import type { Context } from "../context.js";

/** What a mail to one of our own addresses is about. */
export type MailPurpose = "bounce" | "reply" | "unsubscribe";

/**
 * An id and no token: mail servers may write addresses in lower case, which an id survives, and whoever sees an
 * address in a log shall not be able to answer for the customer.
 */
const OWN_ADDRESS = /^(bounce|reply|unsubscribe)\+([0-9a-z]{26})@/i;

/** `<id>@host`, and what stands behind the id for a further mail about the same invitation. */
const OWN_MESSAGE_ID = /^<?([0-9A-HJKMNP-TV-Z]{26})(?:\.[\w-]+)?@[^\s>]+>?$/i;

/** The envelope's sender, so that a bounce finds its invitation; null leaves it to the visible sender. */
export function returnPathOf({ mail }: Context, invitation: string): string | null {
  return mail?.bounceDomain ? `bounce+${invitation}@${mail.bounceDomain}` : null;
}

/** Where answers to the mail go when the brand names no address; null leaves it to the visible sender. */
export function replyAddressOf({ mail }: Context, invitation: string): string | null {
  return mail?.inboundDomain ? `reply+${invitation}@${mail.inboundDomain}` : null;
}

/** Where mail programs without web access unsubscribe; null while no mail comes in. */
export function unsubscribeAddressOf({ mail }: Context, invitation: string): string | null {
  return mail?.inboundDomain ? `unsubscribe+${invitation}@${mail.inboundDomain}` : null;
}

/** The invitation that one of our own addresses stands for; null for any other address. */
export function readOwnAddress(address: string): { purpose: MailPurpose; invitation: string } | null {
  const [, purpose, invitation] = address.match(OWN_ADDRESS) ?? [];
  if (!purpose || !invitation) return null;
  return { purpose: purpose.toLowerCase() as MailPurpose, invitation: invitation.toUpperCase() };
}

/** The invitation that a Message-ID of ours stands for; null for any other one. */
export function readOwnMessageId(messageId: string): string | null {
  return messageId.trim().match(OWN_MESSAGE_ID)?.[1]?.toUpperCase() ?? null;
}
