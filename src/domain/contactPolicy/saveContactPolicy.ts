import type { ContactPolicy } from "../../records/contactPolicy.js";
import * as contactPolicies from "../../store/contactPolicies.js";
import { forgetContactPolicy } from "./readContactPolicy.js";

export type ContactPolicyInput = Omit<ContactPolicy, "updatedAt" | "updatedBy">;

/** Replaces the policy. What is planned already is looked at once more before it goes out. */
export async function saveContactPolicy(
  input: ContactPolicyInput,
  { by, now }: { by: string; now: Date },
): Promise<ContactPolicy> {
  const policy: ContactPolicy = {
    ...input,
    holidays: [...new Set(input.holidays)].sort(),
    updatedAt: now,
    updatedBy: by,
  };
  await contactPolicies.set(policy);
  forgetContactPolicy();
  return policy;
}
