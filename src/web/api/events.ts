import type { Request, Response } from "express";
import { recordEvent } from "../../domain/events/recordEvent.js";
import { recordEvents, type EventInput } from "../../domain/events/recordEvents.js";
import { Conflict, ProductError } from "../../lib/errors.js";
import * as events from "../../store/events.js";
import * as invitationLists from "../../store/invitationLists.js";
import { batchForm, eventForm } from "../forms/eventForm.js";
import { id } from "../forms/fields.js";
import { readForm } from "../forms/readForm.js";
import { presentEvent, presentRecorded } from "../presenters/api.js";
import type { WebContext } from "../webContext.js";

export async function postEvent(context: WebContext, req: Request, res: Response): Promise<void> {
  const now = context.clock.now();
  const input = readForm(eventForm(now), req.body);
  const recorded = await recordEvent(context, input, now);
  res.status(recorded.status === "recorded" ? 202 : 200).json(presentRecorded(input.id, recorded));
}

export async function postBatch(context: WebContext, req: Request, res: Response): Promise<void> {
  const now = context.clock.now();
  const { events: given } = readForm(batchForm, req.body);
  const form = eventForm(now);
  const results: unknown[] = new Array(given.length);
  const valid: { index: number; input: EventInput }[] = [];
  given.forEach((one, index) => {
    try {
      valid.push({ index, input: readForm(form, one) });
    } catch (error) {
      results[index] = { id: givenId(one), status: "rejected", error: presentError(context, error) };
    }
  });
  const recorded = await recordEvents(
    context,
    valid.map(({ input }) => input),
    now,
  );
  recorded.forEach((result, place) => {
    const { index, input } = valid[place]!;
    results[index] =
      "error" in result
        ? {
            id: input.id,
            status: result.error instanceof Conflict ? "conflict" : "rejected",
            error: presentError(context, result.error),
          }
        : presentRecorded(input.id, result);
  });
  res.json({ results });
}

export async function getEvent(_context: WebContext, req: Request, res: Response): Promise<void> {
  const event = await events.get(readForm(id, req.params["id"]));
  res.json(presentEvent(event, await invitationLists.listByEvent(event.id)));
}

function givenId(value: unknown): string | null {
  const given = typeof value === "object" && value !== null && "id" in value ? value.id : null;
  return typeof given === "string" ? given : null;
}

/** Our own faults are logged and named without their text: the sender posts the event again. */
function presentError(context: WebContext, error: unknown) {
  if (error instanceof ProductError)
    return { code: error.code, message: error.message, fields: error.fields };
  context.logger.error({ err: error }, "an event of a batch could not be recorded");
  return { code: "internal", message: "This event could not be recorded. Please send it again.", fields: [] };
}
