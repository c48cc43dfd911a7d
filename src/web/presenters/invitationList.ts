import { INVITATION_STATES, type Attempt, type Invitation } from "../../records/invitation.js";
import type { Customer } from "../../records/customer.js";
import type { Touchpoint } from "../../records/touchpoint.js";
import { SIGNS, type Sign } from "../../store/invitationLists.js";
import { eventAddress, presentPaging } from "./address.js";
import { presentInstant, zoneName } from "./dates.js";
import type { PresentedForm } from "./form.js";
import { marksInWords } from "./oddities.js";
import { presentOptions } from "./options.js";
import { presentPerson } from "./people.js";
import { channelInWords, reasonInWords, REASONS, STATES } from "./reasons.js";

const OUTCOMES: Record<NonNullable<Attempt["outcome"]>, string> = {
  accepted: "accepted",
  refused: "refused",
  deferred: "not now",
};

const SIGN_LABELS: Record<Sign, string> = {
  undelivered: "Did not arrive",
  readdressed: "Address changed",
};

export interface InvitationListFacts {
  /** Null when a filter could not be read. */
  query: object | null;
  items: Invitation[];
  next: string | null;
  customers: Customer[];
  touchpoints: Touchpoint[];
  zone: string;
}

/** The page of all decisions to ask or not, with what became of them. */
export function presentInvitationList(facts: InvitationListFacts, form: PresentedForm) {
  const { query, items, next, touchpoints, zone } = facts;
  const customers = new Map(facts.customers.map((one) => [one.id, one]));
  const names = new Map(touchpoints.map(({ key, name }) => [key, name]));
  const { state, reason, touchpoint, customer, agent, team, sign, from, to } = form.values;
  return {
    title: "Invitations",
    zone: zoneName(zone),
    form,
    isFiltered: [state, reason, touchpoint, customer, agent, team, sign, from, to].some(Boolean),
    isRead: query !== null,
    states: presentOptions(
      INVITATION_STATES.map((value) => ({ value, label: STATES[value].word })),
      state,
    ),
    reasons: presentOptions(
      Object.entries(REASONS).map(([value, { short }]) => ({ value, label: short })),
      reason,
    ),
    touchpoints: presentOptions(
      touchpoints.map(({ key, name }) => ({ value: key, label: name })),
      touchpoint,
    ),
    signs: presentOptions(
      SIGNS.map((value) => ({ value, label: SIGN_LABELS[value] })),
      sign,
    ),
    isNarrowed: [agent, team, sign, from, to].some(Boolean),
    rows: items.map((one) => ({
      customer: presentPerson(one.customer, customers.get(one.customer)),
      touchpoint: names.get(one.touchpoint) ?? one.touchpoint,
      trigger: one.trigger,
      state: STATES[one.state],
      reason: reasonInWords(one),
      whyHref: one.event && eventAddress(one.event),
      channel: one.decision === "skip" ? null : channelInWords(one.channel),
      time: presentTime(one, zone),
      isUndelivered: one.isUndelivered,
      isReaddressed: one.isReaddressed,
      agent: one.agent && (one.agent.name ?? one.agent.id),
      team: one.team,
      attempts: one.attempts.map(presentAttempt),
      unconfirmedClicks: one.unconfirmedClicks.length,
      clickMarks: marksInWords(one.unconfirmedClicks),
    })),
    paging: presentPaging("/invitations", query ?? {}, next),
  };
}

function presentTime({ sentAt, sendAt, createdAt, decision, channel, collector }: Invitation, zone: string) {
  if (sentAt) return { verb: channel === "link" ? "Made" : "Sent", ...presentInstant(sentAt, zone) };
  if (collector) return { verb: "Answered", ...presentInstant(createdAt, zone) };
  if (decision === "skip") return { verb: "Decided", ...presentInstant(createdAt, zone) };
  return { verb: "Planned", ...presentInstant(sendAt, zone) };
}

/** "email accepted", "SMS not now (30003)", "email under way" */
function presentAttempt({ channel, outcome, code, reminder }: Attempt): string {
  return `${reminder ? `reminder ${reminder}: ` : ""}${channelInWords(channel)} ${outcome ? OUTCOMES[outcome] : "under way"}${code ? ` (${code})` : ""}`;
}
