import { z } from "zod";
import type { EventInput } from "../../domain/events/recordEvents.js";
import { customerForm } from "./customerForm.js";
import { eventType, id, instant, line, properties } from "./fields.js";

const MAX_AHEAD_MS = 24 * 60 * 60_000;

const agent = z.strictObject({ id: line(200), name: line(200).optional() });

/** An event as a program sends it. `now` judges whether it lies in the future. */
export function eventForm(now: Date): z.ZodType<EventInput> {
  return z.strictObject({
    id,
    type: eventType,
    occurredAt: instant.refine(
      (at) => at.getTime() <= now.getTime() + MAX_AHEAD_MS,
      "must not lie more than a day ahead",
    ),
    customer: customerForm,
    agent: agent.optional(),
    team: line(200).optional(),
    properties: properties.default({}),
  });
}

export const batchForm = z.strictObject({
  events: z
    .array(z.unknown(), "must be a list of events")
    .min(1, "must have an event")
    .max(1_000, "must have 1,000 events at most"),
});
