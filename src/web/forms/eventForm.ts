import { z } from "zod";
import { caseOfResolution, RESOLVED } from "../../domain/cases/followUpRules.js";
import type { EventInput } from "../../domain/events/recordEvents.js";
import { customerForm } from "./customerForm.js";
import { eventType, id, instant, line, properties } from "./fields.js";

const MAX_AHEAD_MS = 24 * 60 * 60_000;

const agent = z.strictObject({ id: line(200), name: line(200).optional() });

/** An event as a program sends it. `now` judges whether it lies in the future. */
export function eventForm(now: Date): z.ZodType<EventInput> {
  return z.strictObject({
    id: id.refine((text) => !caseOfResolution(text), `must not begin with "${RESOLVED}:"`),
    type: eventType.refine(
      (type) => !type.startsWith("case."),
      'must not begin with "case.": Afterword tells of those itself',
    ),
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
