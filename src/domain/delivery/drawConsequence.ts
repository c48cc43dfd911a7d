import type { ChannelError } from "../../channels/channel.js";
import type { Attempt } from "../../records/invitation.js";
import * as suppressions from "../../store/suppressions.js";
import { optOutById } from "../customers/optOutById.js";

/** What a refusal says beyond the one message: the address does not work, or its owner does not want to be asked. */
export async function drawConsequence(
  { consequence }: ChannelError,
  { channel, to }: Attempt,
  { customer, now }: { customer: string; now: Date },
): Promise<void> {
  if (consequence === "suppress")
    await suppressions.insert({ channel, address: to, reason: "bounced", at: now });
  if (consequence === "opt_out") await optOutById(customer, channel, { at: now, source: "provider" }, [to]);
}
