import type { ChannelName } from "../../records/channel.js";
import type { Customer, OptOut } from "../../records/customer.js";
import type { CustomerEvent } from "../../records/event.js";
import type { Invitation } from "../../records/invitation.js";
import type { SurveyResponse } from "../../records/response.js";
import type { Suppression } from "../../records/suppression.js";
import * as customers from "../../store/customers.js";
import * as events from "../../store/events.js";
import * as invitationLists from "../../store/invitationLists.js";
import * as responses from "../../store/responses.js";
import * as suppressions from "../../store/suppressions.js";
import { readAnswers, type GivenAnswers } from "../responses/readAnswers.js";

/** Of each kind at most so many: a customer with more is a test account or a mistake of the sender. */
const MOST = 200;

/** In the order in which they follow each other when they happen in the same instant. */
const KINDS = ["event", "decision", "sent", "opened", "answered", "ended", "optedOut"] as const;

export type StoryEntry = { at: Date } & (
  | { kind: "event"; event: CustomerEvent }
  | { kind: "decision" | "sent" | "opened" | "ended"; invitation: Invitation }
  | { kind: "answered"; response: SurveyResponse }
  | { kind: "optedOut"; channel: ChannelName; optOut: OptOut }
);

export interface Story {
  customer: Customer;
  /** Newest first. */
  entries: StoryEntry[];
  /** To the questions after the scores. */
  answers: GivenAnswers;
  /** Older entries exist that are left out. */
  isCut: boolean;
  /** Addresses of the customer that must not be written to. */
  suppressions: Suppression[];
}

/** Everything known about a customer in time order. Throws NotFound for an unknown id. */
export async function readStory(id: string): Promise<Story> {
  const customer = await customers.get(id);
  const [happened, asks, answers, suppressed] = await Promise.all([
    events.listByCustomer(id, MOST),
    invitationLists.listByCustomer(id, MOST),
    responses.list({ customer: id, limit: MOST }),
    listSuppressions(customer),
  ]);
  const entries: StoryEntry[] = [
    ...happened.map((event) => ({ kind: "event" as const, at: event.occurredAt, event })),
    ...asks.flatMap(entriesOfInvitation),
    ...answers.items.map((response) => ({ kind: "answered" as const, at: response.respondedAt, response })),
    ...entriesOfOptOuts(customer),
  ];
  const beginsAt = firstComplete(happened, asks, answers.items);
  return {
    customer,
    entries: entries.filter(({ at }) => at >= beginsAt).sort(newestFirst),
    answers: await readAnswers(answers.items),
    isCut: beginsAt.getTime() > 0,
    suppressions: suppressed,
  };
}

function entriesOfInvitation(invitation: Invitation): StoryEntry[] {
  const { sentAt, openedAt, state, createdAt } = invitation;
  const endedAt = endOf(invitation);
  return [
    { kind: "decision", at: createdAt, invitation },
    ...(sentAt ? [{ kind: "sent" as const, at: sentAt, invitation }] : []),
    ...(openedAt ? [{ kind: "opened" as const, at: openedAt, invitation }] : []),
    ...(endedAt && state !== "answered" ? [{ kind: "ended" as const, at: endedAt, invitation }] : []),
  ];
}

/** When an ask came to nothing; null while it may still be answered, and for one that was never planned. */
function endOf({ decision, state, updatedAt, expiresAt }: Invitation): Date | null {
  if (decision === "skip") return null;
  if (state === "expired") return expiresAt;
  return state === "skipped" || state === "failed" ? updatedAt : null;
}

function entriesOfOptOuts({ optOuts }: Customer): StoryEntry[] {
  return (["email", "sms"] as const).flatMap((channel) => {
    const optOut = optOuts[channel];
    return optOut ? [{ kind: "optedOut" as const, at: optOut.at, channel, optOut }] : [];
  });
}

/** Before this instant at least one of the lists is not complete, and a story with holes would mislead. */
function firstComplete(happened: CustomerEvent[], asks: Invitation[], answers: SurveyResponse[]): Date {
  const ends = [
    happened.length === MOST ? happened.at(-1)!.occurredAt.getTime() : 0,
    asks.length === MOST ? Math.min(...asks.map(({ createdAt }) => createdAt.getTime())) : 0,
    answers.length === MOST ? answers.at(-1)!.respondedAt.getTime() : 0,
  ];
  return new Date(Math.max(...ends));
}

async function listSuppressions({ email, phone }: Customer): Promise<Suppression[]> {
  const found = await Promise.all([
    email ? suppressions.find("email", email) : null,
    phone ? suppressions.find("sms", phone) : null,
  ]);
  return found.filter((one) => one !== null);
}

function newestFirst(a: StoryEntry, b: StoryEntry): number {
  return b.at.getTime() - a.at.getTime() || KINDS.indexOf(b.kind) - KINDS.indexOf(a.kind);
}
