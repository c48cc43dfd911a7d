import type { ChannelName } from "../../records/channel.js";
import type { ContactPolicy, SendingHours } from "../../records/contactPolicy.js";

/** Nobody is texted outside of these hours, whatever the policy says: the law of several countries. */
export const WIDEST_SMS_HOURS: SendingHours = { from: "08:00", until: "21:00" };

/** What holds until somebody decides otherwise. */
export const DEFAULT_POLICY: ContactPolicy = {
  quietPeriod: "P30D",
  hours: { sms: WIDEST_SMS_HOURS, email: null },
  dailyCap: null,
  holidays: [],
  updatedAt: null,
  updatedBy: null,
};

/** The hours of a channel; null sends at any time. Texts stay within the widest hours even if stored otherwise. */
export function hoursOf({ hours }: ContactPolicy, channel: ChannelName): SendingHours | null {
  if (channel === "email") return hours.email;
  return isWithin(hours.sms, WIDEST_SMS_HOURS) ? hours.sms : WIDEST_SMS_HOURS;
}

/** Whether hours of one day lie within others. */
export function isWithin({ from, until }: SendingHours, widest: SendingHours): boolean {
  return from >= widest.from && until <= widest.until && from < until;
}

/** The quiet period of a trigger: its own, looser or stricter, else that of the policy. */
export function quietPeriodOf(
  { quietPeriod }: { quietPeriod: string | null },
  policy: Pick<ContactPolicy, "quietPeriod">,
): string {
  return quietPeriod ?? policy.quietPeriod;
}
