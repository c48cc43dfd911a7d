import { InvalidInput } from "../../lib/errors.js";
import type { ChannelName } from "../../records/channel.js";
import type { Suppression, SuppressionReason } from "../../records/suppression.js";
import * as suppressions from "../../store/suppressions.js";
import { readAddress } from "./rules.js";

/**
 * Puts an address, or a whole domain, on the list. False when it stands there already: the first reason stands.
 * Throws InvalidInput for text that is no address.
 */
export async function suppressAddress(
  input: { address: string; channel?: ChannelName; reason?: SuppressionReason },
  { by, now }: { by: string; now: Date },
): Promise<{ suppression: Suppression; isNew: boolean }> {
  const read = readAddress(input.address, input.channel);
  if (!read) {
    const message =
      "must be an email address, a domain such as @example.com or a phone number such as +14155550123";
    throw new InvalidInput("This address cannot be used.", [{ path: "address", message }]);
  }
  const suppression: Suppression = { ...read, reason: input.reason ?? "listed", at: now, by };
  return { suppression, isNew: await suppressions.insert(suppression) };
}
