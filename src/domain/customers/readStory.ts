import { NotFound } from "../../lib/errors.js";
import type { CaseMessage } from "../../records/caseMessage.js";
import type { ConsentChange } from "../../records/consentChange.js";
import type { Customer } from "../../records/customer.js";
import type { CustomerEvent } from "../../records/event.js";
import type { IncomingText } from "../../records/incomingText.js";
import type { Attempt, Invitation } from "../../records/invitation.js";
import type { Reply } from "../../records/reply.js";
import type { SurveyResponse } from "../../records/response.js";
import type { Suppression } from "../../records/suppression.js";
import * as caseMessages from "../../store/caseMessages.js";
import * as consentChanges from "../../store/consentChanges.js";
import * as customers from "../../store/customers.js";
import * as events from "../../store/events.js";
import * as incomingTexts from "../../store/incomingTexts.js";
import * as invitationLists from "../../store/invitationLists.js";
import * as replies from "../../store/replies.js";
import * as responses from "../../store/responses.js";
import * as suppressions from "../../store/suppressions.js";
import { isAnonymous } from "../collectors/rules.js";
import type { Context } from "../context.js";
import { readAnswers, type GivenAnswers } from "../responses/readAnswers.js";

/** Of each kind at most so many: a customer with more is a test account or a mistake of the sender. */
const MOST = 200;

/** In the order in which they follow each other when they happen in the same instant. */
const KINDS = [
  "event",
  "decision",
  "sent",
  "reminded",
  "opened",
  "texted",
  "answered",
  "replied",
  "wrote",
  "ended",
  "consent",
] as const;

export type StoryEntry = { at: Date } & (
  | { kind: "event"; event: CustomerEvent }
  | { kind: "decision" | "sent" | "opened" | "ended"; invitation: Invitation }
  | { kind: "texted"; text: IncomingText }
  | { kind: "reminded"; invitation: Invitation; attempt: Attempt }
  | { kind: "answered"; response: SurveyResponse }
  | { kind: "replied"; reply: Reply }
  | { kind: "wrote"; message: CaseMessage }
  | { kind: "consent"; consent: ConsentSaid }
);

/** What the story tells of a change: an opt-out from before there was a history has no more. */
export type ConsentSaid = Pick<ConsentChange, "channel" | "change" | "at" | "source" | "by">;

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
export async function readStory(context: Context, id: string, now: Date): Promise<Story> {
  if (isAnonymous(id)) throw new NotFound("Whoever answered this did so without a name: there is no story.");
  const customer = await customers.get(id);
  const addresses = [customer.email, customer.phone].filter((one) => one !== undefined);
  const [happened, asks, answers, came, suppressed, written, consents, messages] = await Promise.all([
    events.listByCustomer(id, MOST),
    invitationLists.listByCustomer(id, MOST),
    responses.list({ customer: id, limit: MOST }),
    incomingTexts.listByCustomer(id, customer.phone, MOST),
    listSuppressions(customer),
    replies.listByCustomer(id, MOST),
    consentChanges.listOf(id, addresses, MOST),
    caseMessages.listByCustomer(id, MOST),
  ]);
  const texts = came.filter(({ meaning }) => meaning !== "case"); // they are among the messages
  const entries: StoryEntry[] = [
    ...happened.map((event) => ({ kind: "event" as const, at: event.occurredAt, event })),
    ...asks.flatMap(entriesOfInvitation),
    ...answers.items.map((response) => ({ kind: "answered" as const, at: response.respondedAt, response })),
    ...texts.map((text) => ({ kind: "texted" as const, at: text.at, text })),
    ...written.map((reply) => ({ kind: "replied" as const, at: reply.at, reply })),
    ...messages.map((message) => ({ kind: "wrote" as const, at: message.at, message })),
    ...entriesOfConsent(customer, consents),
  ];
  const beginsAt = firstComplete(happened, asks, answers.items, [came, messages]);
  return {
    customer,
    entries: entries.filter(({ at }) => at >= beginsAt).sort(newestFirst),
    answers: await readAnswers(context, answers.items, now),
    isCut: beginsAt.getTime() > 0,
    suppressions: suppressed,
  };
}

function entriesOfInvitation(invitation: Invitation): StoryEntry[] {
  const { sentAt, openedAt, state, createdAt, attempts } = invitation;
  const endedAt = endOf(invitation);
  return [
    { kind: "decision", at: createdAt, invitation },
    ...(sentAt ? [{ kind: "sent" as const, at: sentAt, invitation }] : []),
    ...attempts
      .filter(({ reminder, outcome }) => reminder && outcome === "accepted")
      .map((attempt) => ({ kind: "reminded" as const, at: attempt.endedAt!, invitation, attempt })),
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

/** One change of an address may be told of two customers; it stands here once. */
function entriesOfConsent({ optOuts }: Customer, changes: ConsentChange[]): StoryEntry[] {
  const untold = (["email", "sms"] as const).flatMap((channel): ConsentSaid[] => {
    const optOut = optOuts[channel];
    return optOut ? [{ channel, change: "opted_out", ...optOut }] : [];
  });
  const keyOf = ({ channel, change, at }: ConsentSaid) => `${channel} ${change} ${at.getTime()}`;
  const said = new Map<string, ConsentSaid>([...untold, ...changes].map((one) => [keyOf(one), one]));
  return [...said.values()].map((consent) => ({ kind: "consent", at: consent.at, consent }));
}

/** Before this instant at least one of the lists is not complete, and a story with holes would mislead. */
function firstComplete(
  happened: CustomerEvent[],
  asks: Invitation[],
  answers: SurveyResponse[],
  written: readonly { at: Date }[][],
): Date {
  const ends = [
    happened.length === MOST ? happened.at(-1)!.occurredAt.getTime() : 0,
    asks.length === MOST ? Math.min(...asks.map(({ createdAt }) => createdAt.getTime())) : 0,
    answers.length === MOST ? answers.at(-1)!.respondedAt.getTime() : 0,
    ...written.map((list) => (list.length === MOST ? list.at(-1)!.at.getTime() : 0)),
  ];
  return new Date(Math.max(...ends));
}

async function listSuppressions({ email, phone }: Customer): Promise<Suppression[]> {
  const found = await Promise.all([
    email ? suppressions.findCovering("email", email) : null,
    phone ? suppressions.findCovering("sms", phone) : null,
  ]);
  return found.filter((one) => one !== null);
}

function newestFirst(a: StoryEntry, b: StoryEntry): number {
  return b.at.getTime() - a.at.getTime() || KINDS.indexOf(b.kind) - KINDS.indexOf(a.kind);
}
