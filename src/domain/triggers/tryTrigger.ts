import { subtractDuration } from "../../lib/duration.js";
import { newId } from "../../lib/ids.js";
import type { JsonValue, Properties } from "../../records/customer.js";
import type { Trigger } from "../../records/trigger.js";
import * as triggers from "../../store/triggers.js";
import type { Context } from "../context.js";
import { recordEvent } from "../events/recordEvent.js";

/**
 * Records an event that meets the trigger's conditions and lies so far back that it is sent now, about the person
 * who tries it out. Goes the whole real road. Returns the event's id.
 */
export async function tryTrigger(
  context: Context,
  input: { trigger: string; name: string; email?: string; phone?: string },
  now: Date,
): Promise<string> {
  const trigger = await triggers.get(input.trigger);
  const id = `try-${newId(now).toLowerCase()}`;
  const { name, email, phone } = input;
  const { properties, attributes, team, agent } = factsFor(trigger);
  await recordEvent(
    context,
    {
      id,
      type: trigger.event.type,
      occurredAt: subtractDuration(now, trigger.delay),
      // A customer of its own each time, so that the quiet period does not end the trying out.
      customer: {
        id,
        name,
        timeZone: whereItIsNoon(now),
        ...(email && { email }),
        ...(phone && { phone }),
        attributes,
      },
      ...(agent && { agent: { id: agent } }),
      ...(team && { team }),
      properties,
    },
    now,
  );
  return id;
}

/** Quiet hours are where the customer is: nobody who tries a text out at night should have to wait for the morning. */
function whereItIsNoon(now: Date): string {
  const offset = 12 - now.getUTCHours();
  return `Etc/GMT${offset > 0 ? "-" : "+"}${Math.abs(offset)}`; // the sign is the other way round in these names
}

/** The simplest facts that meet the conditions; "ne" and "exists: false" are met by saying nothing. */
function factsFor({ event }: Trigger) {
  const properties: Properties = {};
  const attributes: Properties = {};
  let team: string | undefined;
  let agent: string | undefined;
  for (const { field, op, value } of event.where) {
    const met = valueFor(op, value);
    if (met === undefined) continue;
    if (field === "team") team = String(met);
    if (field === "agent.id") agent = String(met);
    if (/^properties\.[^.]+$/.test(field)) properties[field.slice("properties.".length)] = met;
    if (/^customer\.attributes\.[^.]+$/.test(field))
      attributes[field.slice("customer.attributes.".length)] = met;
  }
  return { properties, attributes, team, agent };
}

function valueFor(op: string, value: JsonValue | undefined): JsonValue | undefined {
  if (op === "in") return Array.isArray(value) ? value[0] : undefined;
  if (op === "exists") return value === false ? undefined : true;
  if (op === "gt") return typeof value === "number" ? value + 1 : `${String(value)}a`;
  if (op === "lt") return typeof value === "number" ? value - 1 : "";
  return op === "ne" ? undefined : value;
}
