import { ChannelError, type Channel } from "../../channels/channel.js";
import type { Clock } from "../../lib/clock.js";
import { newSecret } from "../../lib/ids.js";
import { postJson } from "../../lib/postJson.js";
import type { Notification, Way } from "../../records/notification.js";
import * as notifications from "../../store/notifications.js";
import type { Context } from "../context.js";
import { composeAlertChat } from "../alerts/composeRaise.js";
import { composeChat } from "./composeChat.js";
import { composeMail } from "./composeMail.js";
import { readNotice } from "./readNotice.js";
import { isLasting, isStale, MOST_TRIES, nextTry } from "./retryRules.js";

/** Well beyond the longest try: whoever has not written its result by then is dead. */
const LEASE_MS = 60_000;

/** Somebody else writes to the same chat: about as long as that takes, and not for all the same. */
const TURN_MS = 1_000;
const MOST_TURNS = 8;

export interface Delivery {
  clock: Clock;
  email: Channel;
  /** For one post to a chat; ten seconds unless a test is in a hurry. */
  timeoutMs?: number;
}

/** A try that is on its way. `done` rejects only when the database does. */
export interface Delivering {
  user: string;
  done: Promise<void>;
}

/** What became of a try; a fault that will not come again is lasting. */
type Outcome = "sent" | "dropped" | { fault: string; isLasting: boolean };

/**
 * Begins to tell what is due for longest by a way, but to none of the `busy` users; null when nothing is due. Killed
 * at any point it leaves a lease that runs out, after which any worker tells the same: a mail under its Message-ID.
 */
export async function deliverNext(
  context: Context,
  delivery: Delivery,
  way: Way,
  busy: readonly string[] = [],
): Promise<Delivering | null> {
  const now = delivery.clock.now();
  const claim = { now, leaseUntil: new Date(now.getTime() + LEASE_MS), lease: newSecret() };
  const claimed = await notifications.claimNextDue(way, claim, busy);
  return claimed && { user: claimed.user, done: deliver(context, delivery, claimed) };
}

async function deliver(context: Context, delivery: Delivery, claimed: Notification): Promise<void> {
  const now = delivery.clock.now();
  // Claimed first, looked second: of two workers at least one sees the other, and both may step back.
  if (claimed.way === "chat" && (await notifications.countUnderWay(claimed.user, "chat", now)) > 1)
    return notifications.release(claimed, afterTurn(claimed.lease!, now));
  const outcome = await tell(context, delivery, claimed);
  await note(context, claimed, outcome, delivery.clock.now());
}

/** Two that step back together must not come back together; a lease is as good as a die. */
function afterTurn(lease: string, now: Date): Date {
  return new Date(now.getTime() + TURN_MS * (1 + (lease.charCodeAt(0) % MOST_TURNS) / MOST_TURNS));
}

async function note({ logger }: Context, claimed: Notification, outcome: Outcome, now: Date): Promise<void> {
  if (typeof outcome === "string") {
    await notifications.moveToEnd(claimed, { state: outcome, endedAt: now });
    return;
  }
  const { fault } = outcome;
  const dueAt = outcome.isLasting ? null : nextTry(claimed.tries, now);
  if (dueAt) {
    await notifications.moveToWaiting(claimed, { dueAt, fault });
    return;
  }
  const { user, way, kind, about } = claimed;
  logger.warn({ user, way, kind, about, fault }, "a notification was given up");
  await notifications.moveToEnd(claimed, { state: "given_up", fault, endedAt: now });
}

async function tell(context: Context, delivery: Delivery, claimed: Notification): Promise<Outcome> {
  if (isStale(claimed.at, delivery.clock.now())) return "dropped";
  // its workers died each time: another would not fare better
  if (claimed.tries > MOST_TRIES) return { fault: "no_outcome", isLasting: true };
  return claimed.way === "chat" ? post(context, delivery, claimed) : mail(context, delivery, claimed);
}

async function mail(context: Context, { clock, email }: Delivery, claimed: Notification): Promise<Outcome> {
  const now = clock.now();
  const message = await composeMail(context, claimed, now);
  if (!message) return "dropped";
  try {
    await email.send(message, now);
    return "sent";
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error;
    return { fault: error.code, isLasting: error.isPermanent };
  }
}

async function post(
  context: Context,
  { clock, timeoutMs }: Delivery,
  claimed: Notification,
): Promise<Outcome> {
  if (claimed.kind === "alert") {
    const told = await composeAlertChat(context, claimed);
    return told ? postToChat(context, told.url, JSON.stringify({ text: told.text }), timeoutMs) : "dropped";
  }
  const facts = await readNotice(context, claimed);
  if (!facts) return "dropped";
  const body = JSON.stringify(composeChat(context, facts, clock.now()));
  return postToChat(context, facts.preferences.chatUrl!, body, timeoutMs);
}

async function postToChat(
  { chatMayBePrivate = false }: Context,
  url: string,
  body: string,
  timeoutMs: number | undefined,
): Promise<Outcome> {
  const { status, fault } = await postJson(url, body, {
    mayBePrivate: chatMayBePrivate,
    ...(timeoutMs && { timeoutMs }),
  });
  if (status === undefined) return { fault: fault ?? "failed", isLasting: fault === "private_address" };
  return status >= 200 && status < 300 ? "sent" : { fault: String(status), isLasting: isLasting(status) };
}
