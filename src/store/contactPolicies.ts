import { model } from "mongoose";
import type { ContactPolicy } from "../records/contactPolicy.js";
import { part, recordSchema, toRecord } from "./document.js";

/** One organisation, one policy. */
const ID = "organisation";

const hours = part({ from: String, until: String });

const schema = recordSchema<ContactPolicy & { _id: string }>("contactPolicies", {
  quietPeriod: String,
  hours: part({ sms: hours, email: hours }),
  dailyCap: Number,
  holidays: [String],
  updatedAt: Date,
  updatedBy: String,
});

const ContactPolicies = model("ContactPolicy", schema);

/** The policy as it was saved last; null while nobody has. */
export async function find(): Promise<ContactPolicy | null> {
  const found = await ContactPolicies.findById(ID).lean();
  if (!found) return null;
  const { id: _id, ...policy } = toRecord<ContactPolicy & { id: string }>(found, "id");
  return policy;
}

/** Replaces the policy; of two at once the last one stands. */
export async function set(policy: ContactPolicy): Promise<void> {
  await ContactPolicies.updateOne({ _id: ID }, { $set: policy }, { upsert: true });
}
