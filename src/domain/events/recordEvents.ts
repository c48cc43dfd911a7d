import { contentHash } from "../../lib/canonicalJson.js";
import { Conflict } from "../../lib/errors.js";
import type { Customer, Properties } from "../../records/customer.js";
import type { Agent, CustomerEvent } from "../../records/event.js";
import type { Invitation } from "../../records/invitation.js";
import * as customers from "../../store/customers.js";
import type { CustomerDetails } from "../../store/customers.js";
import * as erasures from "../../store/erasures.js";
import * as events from "../../store/events.js";
import * as invitationLists from "../../store/invitationLists.js";
import type { Context } from "../context.js";
import { erasedError } from "../customers/refuseErased.js";
import { customerIdOf, detailsOf, type CustomerInput } from "../customers/rules.js";
import { decideEvents } from "../triggers/decideEvents.js";
import { readConfiguration, type Configuration } from "../triggers/readConfiguration.js";

export interface EventInput {
  id: string;
  type: string;
  occurredAt: Date;
  customer: CustomerInput;
  agent?: Agent;
  team?: string;
  properties: Properties;
}

export interface RecordedEvent {
  status: "recorded" | "repeated";
  /** What the triggers decided, to ask or not, by trigger. */
  decisions: Invitation[];
}

export type RecordResult = RecordedEvent | { error: unknown };

interface Incoming {
  event: CustomerEvent;
  details: CustomerDetails;
  status: RecordedEvent["status"];
}

/**
 * Records many events with few commands; one that fails does not spoil the others. Results stand in the order of
 * the input. One customer's events are decided in their order: they go in waves of at most one per customer.
 */
export async function recordEvents(
  context: Context,
  inputs: readonly EventInput[],
  now: Date,
): Promise<RecordResult[]> {
  const configuration = await readConfiguration();
  const results = new Array<RecordResult>(inputs.length);
  for (const wave of toWaves(inputs)) {
    const incoming = wave.map((place) => toIncoming(inputs[place]!, now));
    const recorded = await recordUnerased(context, incoming, configuration, now).catch((error: unknown) =>
      incoming.map(() => ({ error })),
    );
    wave.forEach((place, index) => (results[place] = recorded[index]!));
  }
  return results;
}

/** Of somebody who was erased nothing is stored, whoever sends it; one in the same moment is found by the erasing. */
async function recordUnerased(
  context: Context,
  incoming: Incoming[],
  configuration: Configuration,
  now: Date,
): Promise<RecordResult[]> {
  const erased = await erasures.listErased(incoming.map(({ event }) => event.customer));
  if (erased.size === 0) return recordWave(context, incoming, configuration, now);
  const others = incoming.filter(({ event }) => !erased.has(event.customer));
  const recorded = others.length > 0 ? await recordWave(context, others, configuration, now) : [];
  const results = new Map(others.map((one, place) => [one, recorded[place]!]));
  return incoming.map((one) => results.get(one) ?? { error: erasedError() });
}

/** The places of the inputs, in waves: the n-th event of a customer is in the n-th wave. */
function toWaves(inputs: readonly EventInput[]): number[][] {
  const waves: number[][] = [];
  const counts = new Map<string, number>();
  inputs.forEach((input, place) => {
    const customer = customerIdOf(input.customer);
    const wave = counts.get(customer) ?? 0;
    counts.set(customer, wave + 1);
    (waves[wave] ??= []).push(place);
  });
  return waves;
}

function toIncoming(input: EventInput, now: Date): Incoming {
  const event: CustomerEvent = {
    id: input.id,
    type: input.type,
    occurredAt: input.occurredAt,
    customer: customerIdOf(input.customer),
    ...(input.agent && { agent: input.agent }),
    ...(input.team && { team: input.team }),
    properties: input.properties,
    contentHash: contentHash(input),
    receivedAt: now,
  };
  return { event, details: detailsOf(input.customer), status: "recorded" };
}

async function recordWave(
  context: Context,
  incoming: Incoming[],
  configuration: Configuration,
  now: Date,
): Promise<RecordResult[]> {
  const refused = await events.insertAll(incoming.map(({ event }) => event));
  const known = await findKnown(incoming.filter((_, place) => refused.has(place)));
  const results = new Map<Incoming, RecordResult>();
  const undecided: Incoming[] = [];
  incoming.forEach((one, place) => {
    const before = refused.has(place) ? known.get(one.event.id) : undefined;
    if (before) one.status = "repeated";
    if (before && before.event.contentHash !== one.event.contentHash) results.set(one, { error: conflict() });
    else if (before?.event.decidedAt) results.set(one, { status: "repeated", decisions: before.decisions });
    else undecided.push(one);
  });
  if (undecided.length > 0) {
    const found = await customers.setAll(
      new Map(undecided.map(({ event, details }) => [event.customer, details])),
      now,
    );
    const toDecide = undecided.map(({ event }) => ({
      event,
      customer: found.get(event.customer) as Customer,
    }));
    const decisions = await decideEvents(context, toDecide, configuration, now);
    await events.setDecided(
      undecided.map(({ event }) => event.id),
      now,
    );
    for (const one of undecided) {
      results.set(one, { status: one.status, decisions: decisions.get(one.event.id) ?? [] });
    }
  }
  return incoming.map((one) => results.get(one)!);
}

/** What is stored of events whose id was there already, with what was decided about them. */
async function findKnown(
  repeated: Incoming[],
): Promise<Map<string, { event: CustomerEvent; decisions: Invitation[] }>> {
  if (repeated.length === 0) return new Map();
  const ids = repeated.map(({ event }) => event.id);
  // In this order: an event that says it is decided has all its decisions stored by then.
  const stored = await events.listByIds(ids);
  const decided = await invitationLists.listByEvents(ids);
  return new Map(
    stored.map((event) => [event.id, { event, decisions: decided.filter((one) => one.event === event.id) }]),
  );
}

function conflict(): Conflict {
  return new Conflict("This event id is known with other content.", "conflict", [
    { path: "id", message: "stands for another event already" },
  ]);
}
