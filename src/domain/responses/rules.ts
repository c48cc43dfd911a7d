import type { ClickMark, Invitation, UnconfirmedClick } from "../../records/invitation.js";
import type { ResponseFlag } from "../../records/response.js";

/** Nobody has read a mail within two seconds of its delivery. */
const CLICK_TOO_SOON_MS = 2_000;

/** Nor found the link, read the question and pressed a button within ten. */
const ANSWER_TOO_SOON_MS = 10_000;

/** A person who looks at several scores takes longer than this from one to the next. */
const SEVERAL_WITHIN_MS = 10_000;

/**
 * So many customers who answer from one network within an hour look like one person, or one script. Only the newest
 * answers are looked at: behind a proxy that is not trusted all of them come from one network.
 */
export const SHARED_ADDRESS = { customers: 4, withinMs: 60 * 60_000, newest: 20 };

/**
 * Programs that follow links and call themselves so: mail gateways, link previews, libraries. Most scanners come
 * with the name of an ordinary browser; therefore no answer depends on this list.
 */
const SCANNERS =
  /barracuda|mimecast|proofpoint|trendmicro|symantec|forcepoint|fireeye|cisco|sophos|safelinks|ms-office|office existence|skypeuripreview|bingpreview|slackbot|telegrambot|whatsapp|facebookexternalhit|twitterbot|linkedinbot|discordbot|googleimageproxy|yahoomailproxy|headlesschrome|phantomjs|python-|curl\/|wget\/|go-http-client|java\/|okhttp|libwww|axios|node-fetch|(?:^|[^a-z])(?:bot|crawler|spider|scanner|preview)(?:[^a-z]|$)/i;

/** Who fetched or posted, as far as it is told. */
export interface Origin {
  method: string;
  userAgent: string;
}

/** Whether the program says of itself that it is no person's browser; also one that says nothing. */
export function isKnownScanner(userAgent: string): boolean {
  return userAgent.trim() === "" || SCANNERS.test(userAgent);
}

/** What speaks for a machine behind a score link that was fetched; empty when nothing does. */
export function marksOf(now: Date, { method, userAgent }: Origin, sentAt: Date | undefined): ClickMark[] {
  const isSoon = sentAt !== undefined && within(sentAt, now, CLICK_TOO_SOON_MS);
  return [
    ...(method === "HEAD" ? (["head"] as const) : []),
    ...(isKnownScanner(userAgent) ? (["scanner"] as const) : []),
    ...(isSoon ? (["seconds_after_delivery"] as const) : []),
  ];
}

/**
 * What speaks for a machine behind all clicks of an invitation. That several scores came within seconds shows only
 * when they are seen together: a scanner fetches them at the same moment.
 */
export function marksIn(clicks: readonly UnconfirmedClick[]): (ClickMark | "several_scores")[] {
  const marks = new Set(clicks.flatMap(({ marks = [] }) => marks));
  const isSeveral = clicks.some((one) =>
    clicks.some((other) => one.score !== other.score && within(one.at, other.at, SEVERAL_WITHIN_MS)),
  );
  return [...marks, ...(isSeveral ? (["several_scores"] as const) : [])];
}

/** What is odd about a pressed button; empty when nothing is. A script cannot be told from a person for certain. */
export function flagsOf(now: Date, { userAgent }: Origin, sentAt: Date | undefined): ResponseFlag[] {
  return [
    ...(sentAt !== undefined && within(sentAt, now, ANSWER_TOO_SOON_MS)
      ? (["seconds_after_delivery"] as const)
      : []),
    ...(isKnownScanner(userAgent) ? (["scanner"] as const) : []),
  ];
}

/** When the message reached the customer, as far as we know; a link that the company hands over may be opened at once. */
export function deliveredAt({ channel, sentAt }: Pick<Invitation, "channel" | "sentAt">): Date | undefined {
  return channel === "email" || channel === "sms" ? sentAt : undefined;
}

/** Clocks of two machines may differ a little: what lies before counts as well. */
function within(from: Date, to: Date, ms: number): boolean {
  return Math.abs(to.getTime() - from.getTime()) <= ms;
}
