import type { ReplyRefusal } from "../../records/caseMessage.js";
import type { ChannelName } from "../../records/channel.js";
import type { Customer } from "../../records/customer.js";
import * as suppressions from "../../store/suppressions.js";
import { refusalOf } from "./replyRules.js";

/** Why a customer may not be answered at an address; null when they may. */
export async function readRefusal(
  customer: Customer,
  channel: ChannelName,
  address: string | undefined,
): Promise<ReplyRefusal | null> {
  if (!address) return "no_address";
  const suppressed = await suppressions.findCovering(channel, address);
  return refusalOf(channel, suppressed?.reason, customer.optOuts[channel]);
}
