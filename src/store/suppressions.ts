import { model } from "mongoose";
import type { ChannelName } from "../records/channel.js";
import type { Suppression } from "../records/suppression.js";
import { insertOnce, recordSchema, type Stored } from "./document.js";
import { gatherFinds } from "./gather.js";

// The key is "channel:address".
const schema = recordSchema<Stored<Suppression, never>>("suppressions", {
  channel: String,
  address: String,
  reason: String,
  at: Date,
});

const Suppressions = model("Suppression", schema);

const findOne = gatherFinds(Suppressions);

/** Why an address must not be written to, or null. */
export async function find(channel: ChannelName, address: string): Promise<Suppression | null> {
  return (await findOne(idOf(channel, address))) as Suppression | null;
}

/** Those of the addresses that must not be written to. */
export async function listByAddresses(
  addresses: readonly Pick<Suppression, "channel" | "address">[],
): Promise<Suppression[]> {
  const found = await Promise.all(addresses.map(({ channel, address }) => find(channel, address)));
  return found.filter((one) => one !== null);
}

/** False when the address is suppressed already; the first reason stands. */
export async function insert(suppression: Suppression): Promise<boolean> {
  return insertOnce(() =>
    Suppressions.create([{ _id: idOf(suppression.channel, suppression.address), ...suppression }]),
  );
}

/** Lifts a suppression that an opt-out made; bounces and complaints stay. */
export async function removeOptOut(channel: ChannelName, address: string): Promise<void> {
  await Suppressions.deleteOne({ _id: idOf(channel, address), reason: "opted_out" });
}

function idOf(channel: ChannelName, address: string): string {
  return `${channel}:${address}`;
}
