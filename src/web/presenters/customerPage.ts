import type { Story } from "../../domain/customers/readStory.js";
import type { ChannelName } from "../../records/channel.js";
import type { Customer } from "../../records/customer.js";
import type { SuppressionReason } from "../../records/suppression.js";
import type { Touchpoint } from "../../records/touchpoint.js";
import type { User } from "../../records/user.js";
import { standingOptOut } from "../../domain/customers/rules.js";
import { may } from "../permissions.js";
import { addressOf, customerAddress, presentPaging } from "./address.js";
import { presentInstant, presentLocalTime, zoneName } from "./dates.js";
import type { PresentedForm } from "./form.js";
import { presentContact, presentPerson } from "./people.js";
import { optOutSource, presentEntry } from "./story.js";
import { presentProperties } from "./values.js";

const languages = new Intl.DisplayNames(["en"], { type: "language" });

/** An opt-out stands on its own line already. */
const SUPPRESSIONS: Partial<Record<SuppressionReason, string>> = {
  bounced: "bounced, is no longer used",
  complained: "complained about us, is no longer used",
  listed: "stands on the suppression list",
};

export interface CustomerListFacts {
  query: object | null;
  items: Customer[];
  next: string | null;
  zone: string;
}

/** The page of all customers, or of those found. */
export function presentCustomerList({ query, items, next, zone }: CustomerListFacts, form: PresentedForm) {
  return {
    title: "Customers",
    zone: zoneName(zone),
    form,
    isFiltered: Boolean(form.values["search"]),
    isRead: query !== null,
    rows: items.map((customer) => ({
      ...presentPerson(customer.id, customer),
      email: customer.email,
      phone: customer.phone,
      optOuts: (["email", "sms"] as const).filter((channel) => customer.optOuts[channel]).map(channelName),
      createdAt: presentInstant(customer.createdAt, zone),
      lastAskedAt: customer.lastAskedAt && presentInstant(customer.lastAskedAt, zone),
    })),
    paging: presentPaging("/customers", query ?? {}, next),
  };
}

export interface CustomerFacts {
  story: Story;
  touchpoints: Touchpoint[];
  user: User;
  zone: string;
  now: Date;
}

/** The page of one customer: who they are, what they want, and what happened. */
export function presentCustomerPage({ story, touchpoints, user, zone, now }: CustomerFacts) {
  const { customer, entries, isCut, suppressions } = story;
  const names = new Map(touchpoints.map(({ key, name }) => [key, name]));
  const { id, locale, timeZone, attributes, lastAskedAt, createdAt } = customer;
  return {
    ...presentPerson(id, customer),
    title: presentPerson(id, customer).name,
    zone: zoneName(zone),
    contact: presentContact(customer),
    language: locale && (languages.of(locale) ?? locale),
    localTime: timeZone && `${presentLocalTime(now, timeZone)}, ${zoneName(timeZone)}`,
    timeZone,
    attributes: presentProperties(attributes),
    lastAskedAt: lastAskedAt && presentInstant(lastAskedAt, zone),
    createdAt: presentInstant(createdAt, zone),
    suppressed: suppressions.flatMap(({ address, reason, at }) => {
      const text = SUPPRESSIONS[reason];
      return text ? [{ address, text, at: presentInstant(at, zone) }] : [];
    }),
    choices: (["email", "sms"] as const).map((channel) => presentChoice(story, channel, zone)),
    mayOptOut: may(user.role, "customers.optOut"),
    erasureHref: may(user.role, "customers.erase") && `${customerAddress(id)}/erasure`,
    decisionsHref: `${customerAddress(id)}/decisions`,
    invitationsHref: may(user.role, "invitations.read") && addressOf("/invitations", { customer: id }),
    entries: entries.map((entry) =>
      presentEntry(entry, { nameOf: (key) => names.get(key) ?? key, answers: story.answers }, zone),
    ),
    isCut,
  };
}

/** Whether the customer may be asked by a channel, and the button that changes it. */
function presentChoice({ customer, suppressions }: Story, channel: ChannelName, zone: string) {
  const { id } = customer;
  const suppressed = Object.fromEntries(suppressions.map((one) => [one.channel, one.reason]));
  const optOut = standingOptOut(customer, channel, suppressed);
  return {
    channel: channelName(channel),
    optOut: optOut && {
      at: presentInstant(optOut.at, zone),
      source: optOutSource(optOut.source),
      by: optOut.by,
    },
    isOwnWish: optOut !== undefined && optOut.source !== "company",
    action: `${customerAddress(id)}/${optOut ? "opt-ins" : "opt-outs"}/${channel}`,
  };
}

function channelName(channel: ChannelName): string {
  return channel === "sms" ? "SMS" : "Email";
}
