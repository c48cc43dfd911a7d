import type { ChannelName } from "../../records/channel.js";
import type { Customer } from "../../records/customer.js";
import * as suppressions from "../../store/suppressions.js";
import { addressOf, type Suppressed } from "./rules.js";

const CHANNELS: ChannelName[] = ["email", "sms"];

/** Why these customers' addresses must not be written to, by customer and channel; one query for all. */
export async function readSuppressed(customers: readonly Customer[]): Promise<Map<string, Suppressed>> {
  const addresses = customers.flatMap((customer) =>
    CHANNELS.flatMap((channel) => {
      const address = addressOf(customer, channel);
      return address ? [{ channel, address }] : [];
    }),
  );
  const found = await Promise.all(
    addresses.map(({ channel, address }) => suppressions.findCovering(channel, address)),
  );
  const reasons = new Map(
    addresses.map(({ channel, address }, place) => [`${channel}:${address}`, found[place]?.reason]),
  );
  return new Map(
    customers.map((customer) => {
      const known = CHANNELS.map((channel) => [
        channel,
        reasons.get(`${channel}:${addressOf(customer, channel)}`),
      ]);
      return [customer.id, Object.fromEntries(known.filter(([, reason]) => reason)) as Suppressed];
    }),
  );
}
