import type { SendingMinute } from "../../records/sendingBreaker.js";

/** What is looked at: the last so many mails, as soon as there are so many. */
const LAST = 1_000;
const ENOUGH = 200;

/** Above these shares; mailbox providers punish a sender from there on. */
const LIMITS = [
  { state: "stopped", cause: "bounces", share: 0.05 },
  { state: "stopped", cause: "complaints", share: 0.003 },
  { state: "warned", cause: "bounces", share: 0.03 },
  { state: "warned", cause: "complaints", share: 0.001 },
] as const;

/** Minutes that may be needed for the last thousand mails of a small installation. */
export const LOOKED_AT_MINUTES = LAST;

export type Verdict =
  | { state: "fine" }
  | { state: "warned" | "stopped"; cause: "bounces" | "complaints"; count: number; sent: number };

/**
 * What the newest minutes, newest first, say about the last thousand mails. Whole minutes are taken until there are
 * enough, so of a fast sender it may be some more.
 */
export function judge(minutes: readonly SendingMinute[]): Verdict {
  const total = { sent: 0, bounces: 0, complaints: 0 };
  for (const { sent = 0, bounces = 0, complaints = 0 } of minutes) {
    if (total.sent >= LAST) break;
    total.sent += sent;
    total.bounces += bounces;
    total.complaints += complaints;
  }
  if (total.sent < ENOUGH) return { state: "fine" };
  const passed = LIMITS.find(({ cause, share }) => total[cause] > share * total.sent);
  if (!passed) return { state: "fine" };
  return { state: passed.state, cause: passed.cause, count: total[passed.cause], sent: total.sent };
}
