import { model } from "mongoose";
import { insertOnce, recordSchema, type Stored } from "./document.js";

/** Which invitation, or message about a case, a provider's message belongs to; the key is the provider's own id of the message. */
interface ProviderMessage {
  invitation: string;
  at: Date;
}

/** Longer than any provider reports about a message. */
const KEPT_SECONDS = 60 * 24 * 60 * 60;

const schema = recordSchema<Stored<ProviderMessage, never>>("providerMessages", {
  invitation: String,
  at: Date,
});
schema.index({ at: 1 }, { expireAfterSeconds: KEPT_SECONDS }); // nobody asks any more

const ProviderMessages = model("ProviderMessage", schema);

/** Does nothing when it is known already: a lost send was found again. */
export async function insert(providerId: string, invitation: string, at: Date): Promise<void> {
  await insertOnce(() => ProviderMessages.create([{ _id: providerId, invitation, at }]));
}

/** The id of the invitation, or of the message about a case; null for a message that is not (or not yet) ours. */
export async function findInvitation(providerId: string): Promise<string | null> {
  const found = await ProviderMessages.findById(providerId).lean();
  return found && found.invitation;
}
