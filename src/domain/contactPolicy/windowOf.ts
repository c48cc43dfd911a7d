import { zonesOfPhone } from "../../lib/phoneZones.js";
import { isKnownZone } from "../../lib/timeZone.js";
import type { ChannelName } from "../../records/channel.js";
import type { ContactPolicy } from "../../records/contactPolicy.js";
import type { Customer } from "../../records/customer.js";
import type { Window } from "../delivery/sendingHours.js";
import { hoursOf } from "./rules.js";

/** When the customer may be written to by a channel. `organisationZone` stands in when we do not know where they are. */
export function windowOf(
  policy: ContactPolicy,
  {
    customer,
    channel,
    organisationZone,
  }: {
    customer: Pick<Customer, "timeZone" | "phone">;
    channel: ChannelName;
    organisationZone: string;
  },
): Window {
  const hours = hoursOf(policy, channel);
  const holidays = new Set(policy.holidays);
  const isFree = !hours && holidays.size === 0;
  return { hours, holidays, zones: isFree ? [] : zonesOf(customer, organisationZone) };
}

/** Where the customer is: as they said, else all zones of their phone number at once, else that of the organisation. */
export function zonesOf(
  { timeZone, phone }: Pick<Customer, "timeZone" | "phone">,
  organisationZone: string,
): string[] {
  if (timeZone && isKnownZone(timeZone)) return [timeZone];
  const zones = phone ? zonesOfPhone(phone) : [];
  return zones.length > 0 ? zones : [organisationZone];
}
