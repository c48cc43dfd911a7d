import type { ContactPolicy } from "../../records/contactPolicy.js";
import * as contactPolicies from "../../store/contactPolicies.js";
import { DEFAULT_POLICY } from "./rules.js";

/** Every dispatch needs it: a change made in another process counts after so long. */
const KNOWN_FOR_MS = 3_000;

let known: { policy: ContactPolicy; at: number } | null = null;

/** The policy, or the defaults; up to three seconds old. A clock that jumps, in either direction, reads it again. */
export async function readContactPolicy(now: Date): Promise<ContactPolicy> {
  if (known && Math.abs(now.getTime() - known.at) < KNOWN_FOR_MS) return known.policy;
  const policy = await findContactPolicy();
  known = { policy, at: now.getTime() };
  return policy;
}

/** The policy as it is stored at this moment, or the defaults: what a person sees and changes. */
export async function findContactPolicy(): Promise<ContactPolicy> {
  return (await contactPolicies.find()) ?? DEFAULT_POLICY;
}

/** This process reads it anew: after a change of its own, and when a test has emptied the database. */
export function forgetContactPolicy(): void {
  known = null;
}
