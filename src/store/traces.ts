import type { Traces, UsedAddress } from "../records/erasure.js";
import type { DayKey } from "../records/rollup.js";
import { CaseMessages } from "./caseMessages.js";
import { CaseNotes } from "./caseNotes.js";
import { Cases } from "./caseSchema.js";
import { ConsentChanges } from "./consentChanges.js";
import { Customers } from "./customers.js";
import { Events } from "./events.js";
import { IncomingTexts } from "./incomingTexts.js";
import { Invitations } from "./invitationSchema.js";
import { Notifications } from "./notifications.js";
import { Outbox } from "./outbox.js";
import { Replies } from "./replies.js";
import { ResponseNotes } from "./responseNotes.js";
import { Responses } from "./responses.js";
import { Messages as WebhookMessages } from "./webhookMessages.js";

/** What there is of a person, without what their id finds by itself. Of somebody unknown all lists are empty. */
export async function find(customer: string): Promise<Traces> {
  const [person, asks, answers, theirCases, written, consents] = await Promise.all([
    Customers.findById(customer, { email: 1, phone: 1 }).lean(),
    Invitations.find({ customer }, { touchpoint: 1, metric: 1, eventDay: 1, attempts: 1, smsTo: 1 }).lean(),
    Responses.find({ customer }, { touchpoint: 1, metric: 1, day: 1 }).lean(),
    Cases.find({ customer }, { _id: 1 }).lean(),
    CaseMessages.find({ customer, direction: "out" }, { messageId: 1, channel: 1, address: 1 }).lean(),
    ConsentChanges.find({ customer }, { channel: 1, address: 1 }).lean(),
  ]);
  const addresses: { channel: UsedAddress["channel"]; address?: string | undefined }[] = [
    { channel: "email", address: person?.email },
    { channel: "sms", address: person?.phone },
    ...asks.map(({ smsTo }) => ({ channel: "sms" as const, address: smsTo })),
    ...asks.flatMap(({ attempts }) => attempts.map(({ channel, to }) => ({ channel, address: to }))),
    ...written,
    ...consents,
  ];
  const days: DayKey[] = [
    ...answers.map(({ touchpoint, metric, day }) => ({ kind: "answers" as const, touchpoint, metric, day })),
    ...asks.map(({ touchpoint, metric, eventDay: day }) => ({
      kind: "asks" as const,
      touchpoint,
      metric,
      day,
    })),
  ];
  return merge(
    {
      addresses: addresses.flatMap(({ channel, address }) => (address ? [{ channel, address }] : [])),
      invitations: asks.map(idOf),
      responses: answers.map(idOf),
      cases: theirCases.map(idOf),
      messages: written.map(({ messageId }) => messageId),
      days,
    },
    undefined,
  );
}

/** How much there is of a person, in the words of the page that asks before it goes. */
export interface Amounts {
  events: number;
  invitations: number;
  responses: number;
  cases: number;
  /** What they wrote to us, and we to them about cases. */
  messages: number;
}

/** What removing would take away. */
export async function count(customer: string): Promise<Amounts> {
  const [events, invitations, responses, theirCases, messages, replies, texts] = await Promise.all([
    Events.countDocuments({ customer }),
    Invitations.countDocuments({ customer }),
    Responses.countDocuments({ customer }),
    Cases.countDocuments({ customer }),
    CaseMessages.countDocuments({ customer }),
    Replies.countDocuments({ customer }),
    IncomingTexts.countDocuments({ customer, meaning: { $ne: "case" } }),
  ]);
  return { events, invitations, responses, cases: theirCases, messages: messages + replies + texts };
}

/** Both together, each thing once. */
export function merge(found: Traces, known: Traces | undefined): Traces {
  const both = <T>(read: (traces: Traces) => T[]): T[] => {
    const all = [...(known ? read(known) : []), ...read(found)];
    return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
  };
  return {
    addresses: both(({ addresses }) => addresses.map(({ channel, address }) => ({ channel, address }))),
    invitations: both(({ invitations }) => invitations),
    responses: both(({ responses }) => responses),
    cases: both(({ cases }) => cases),
    messages: both(({ messages }) => messages),
    days: both(({ days }) =>
      days.map(({ kind, touchpoint, metric, day }) => ({ kind, touchpoint, metric, day })),
    ),
  };
}

/**
 * Removes everything of a person, one collection after the other, and returns how many documents there were. A new
 * collection with something of a person has its line here. May be repeated after a kill: the traces were noted before.
 */
export async function removeAll(customer: string, traces: Traces): Promise<number> {
  const { addresses, invitations, cases, messages } = traces;
  const numbers = addresses.filter(({ channel }) => channel === "sms").map(({ address }) => address);
  const invitation = { $in: invitations };
  const isOfCase = { case: { $in: cases } };
  const removals: (() => PromiseLike<{ deletedCount: number }>)[] = [
    // First what is on its way: a worker that has claimed it finds its lease lost. And the links.
    () => Invitations.deleteMany({ customer }),
    () => CaseMessages.deleteMany({ $or: [{ customer }, isOfCase] }),
    () => Notifications.deleteMany(isOfCase),
    () => Responses.deleteMany({ $or: [{ customer }, { invitation }] }),
    () => Cases.deleteMany({ customer }),
    () => CaseNotes.deleteMany(isOfCase),
    // What came from their number before anybody knew whose it was has no customer; that of others stays theirs.
    () =>
      IncomingTexts.deleteMany({
        $or: [{ customer }, { invitation }, { from: { $in: numbers }, customer: { $exists: false } }],
      }),
    () => Replies.deleteMany({ $or: [{ customer }, { invitation }] }),
    () => ResponseNotes.deleteMany({ customer }),
    () => Events.deleteMany({ customer }),
    () => ConsentChanges.deleteMany({ customer }),
    () => WebhookMessages.deleteMany({ customer, type: { $ne: "customer.erased" } }),
    () => Outbox.deleteMany({ $or: [{ invitation }, { _id: { $in: messages } }] }),
    async () => Outbox.deleteMany({ _id: { $in: await listMentioning(traces) } }),
    // Last: until then whatever was killed in between finds the addresses again.
    () => Customers.deleteMany({ _id: customer }),
  ];
  let removed = 0;
  for (const remove of removals) removed += (await remove()).deletedCount;
  return removed;
}

/**
 * Mails to the company's own people, and digests, name a customer beside the link to what they said. Read one by one, and
 * not looked for by the database: only while no provider is set up there are any.
 */
async function listMentioning({ cases, responses }: Traces): Promise<string[]> {
  const ids = [...cases, ...responses];
  if (ids.length === 0) return [];
  const found: string[] = [];
  for await (const { _id, text } of Outbox.find({ invitation: null }, { text: 1 }).lean().cursor())
    if (ids.some((id) => text.includes(id))) found.push(_id);
  return found;
}

function idOf({ _id }: { _id: string }): string {
  return _id;
}
