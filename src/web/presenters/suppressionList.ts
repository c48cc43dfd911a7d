import { SUPPRESSION_REASONS, type Suppression, type SuppressionReason } from "../../records/suppression.js";
import type { User } from "../../records/user.js";
import { may } from "../permissions.js";
import { presentPaging } from "./address.js";
import { presentInstant, zoneName } from "./dates.js";
import type { PresentedForm } from "./form.js";
import { presentOptions } from "./options.js";

const REASONS: Record<SuppressionReason, { word: string; warning: string }> = {
  opted_out: {
    word: "Opted out",
    warning: "The person asked not to be written to. Only take this back if they ask for it.",
  },
  bounced: { word: "Bounced", warning: "Only useful if the address works again by now." },
  complained: {
    word: "Complained",
    warning:
      "The person called a message of ours unwanted. Writing again may harm the delivery of everything else.",
  },
  listed: { word: "Put on the list", warning: "May be written to again from now on." },
};

/** Nobody knows the address any more, so that nobody could add it again. */
const ERASED = {
  shown: "An erased customer",
  warning: "Only a fingerprint of the address is known. It cannot be put back.",
};

export interface SuppressionListFacts {
  /** Null when a filter could not be read. */
  query: object | null;
  items: Suppression[];
  next: string | null;
  user: User;
  zone: string;
}

/** The page of all addresses that must not be written to. */
export function presentSuppressions(facts: SuppressionListFacts, form: PresentedForm) {
  const { query, items, next, user, zone } = facts;
  const { search, channel, reason } = form.values;
  return {
    title: "Suppression list",
    zone: zoneName(zone),
    form,
    isFiltered: [search, channel, reason].some(Boolean),
    isRead: query !== null,
    mayChange: may(user.role, "configuration.write"),
    channels: presentOptions(
      [
        { value: "email", label: "Email" },
        { value: "sms", label: "SMS" },
      ],
      channel,
    ),
    reasons: presentOptions(
      SUPPRESSION_REASONS.map((value) => ({ value, label: REASONS[value].word })),
      reason,
    ),
    rows: items.map((one) => ({
      ...one,
      shown: one.address,
      isDomain: one.address.startsWith("@"),
      channelName: one.channel === "sms" ? "SMS" : "Email",
      ...REASONS[one.reason],
      ...(one.address.startsWith("#") && ERASED),
      at: presentInstant(one.at, zone),
    })),
    paging: presentPaging("/suppressions", query ?? {}, next),
  };
}
