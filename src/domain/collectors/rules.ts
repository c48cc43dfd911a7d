import type { Collector } from "../../records/collector.js";

const ANONYMOUS = "anonymous:";

const HOUR_MS = 3_600_000;

/**
 * For so long a page that is sent once more comes from the same person. Before a kiosk another one stands soon, whose
 * browser still has the page; on a phone or a computer somebody went back to change the answer.
 */
const SAME_PERSON_MS = { kiosk: 10_000, link: 24 * HOUR_MS, website: 24 * HOUR_MS };

/** The customer of an answer that nobody signed: no two answers share it, and no record stands behind it. */
export function anonymousCustomer(invitation: string): string {
  return `${ANONYMOUS}${invitation}`;
}

/** Whether the id stands for somebody who answered without a name. */
export function isAnonymous(customer: string): boolean {
  return customer.startsWith(ANONYMOUS);
}

/** What other programs are told: null for somebody anonymous, there is no customer to look up. */
export function customerOrNull(customer: string): string | null {
  return isAnonymous(customer) ? null : customer;
}

/**
 * How long an answer can be changed. At a kiosk the next person comes soon and must not meet it; elsewhere whoever
 * keeps the page open has time for a comment.
 */
export function changeableFor({ kind }: Pick<Collector, "kind">): string {
  return kind === "kiosk" ? "PT10M" : "P1D";
}

/** Whether a page that was answered at `answeredAt` comes from somebody else by now. */
export function isNextPerson({ kind }: Pick<Collector, "kind">, answeredAt: Date, now: Date): boolean {
  return now.getTime() - answeredAt.getTime() > SAME_PERSON_MS[kind];
}
