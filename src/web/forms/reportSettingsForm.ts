import { z } from "zod";
import { InvalidInput } from "../../lib/errors.js";
import type { ReportProperty } from "../../records/reportSettings.js";
import { line } from "./fields.js";
import { readForm } from "./readForm.js";

const property = z.strictObject({
  of: z.enum(["event", "customer"], 'must be "event" or "customer"'),
  name: line(100),
});

/** What a program sends; how many there may be is the domain's to say. */
export const reportSettingsForm = z.strictObject({ properties: z.array(property).max(100) });

const several = z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]);

/** The page: boxes that are ticked, as "event.region", and perhaps a name typed in. */
const pageForm = z.object({
  property: several,
  another_of: z.string().default("event"),
  another: z.string().trim().default(""),
});

export interface TypedProperties {
  chosen: string[];
  another: string;
  anotherOf: string;
}

/** As typed; nothing is judged yet, so that it can be shown again. */
export function readTypedProperties(body: unknown): TypedProperties {
  const { property: chosen, another, another_of: anotherOf } = pageForm.parse(body ?? {});
  return { chosen, another, anotherOf };
}

/** The chosen properties; throws InvalidInput about the field "another" or "properties". */
export function readProperties({ chosen, another, anotherOf }: TypedProperties): ReportProperty[] {
  const ticked = readForm(reportSettingsForm, { properties: chosen.map(toProperty) }).properties;
  if (another === "") return ticked;
  const typed = property.safeParse({ of: anotherOf, name: another });
  if (typed.success) return [...ticked, typed.data];
  const message = typed.error.issues[0]!.message;
  throw new InvalidInput("Some fields need a look.", [{ path: "another", message }]);
}

/** The first dot ends the kind: names may have dots themselves. */
function toProperty(dimension: string) {
  const dot = dimension.indexOf(".");
  return { of: dimension.slice(0, Math.max(dot, 0)), name: dimension.slice(dot + 1) };
}
