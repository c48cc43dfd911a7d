import { z } from "zod";
import type { CauseInput } from "../../domain/cases/saveCause.js";
import { proposeKey } from "../../lib/proposeKey.js";
import { key, line } from "./fields.js";
import { faultsOfNewKey, readFields, readTyped, type TypedFields } from "./pageFields.js";

/** The path of a cause has to be readable in a list of them. */
const MAX_NAME = 80;

/** Everything of a cause but its key. */
export const causeForm = z
  .strictObject({
    name: line(MAX_NAME),
    parent: key.nullable().default(null),
    order: z.number("must be a number").int("must be a whole number").min(-1e6).max(1e6).optional(),
    active: z.boolean("must be true or false").default(true),
  })
  .transform(({ order, ...cause }): Omit<CauseInput, "key"> => ({
    ...cause,
    ...(order !== undefined && { order }),
  }));

/** A new cause as typed; its key is made of its name and of what it belongs to, unless it was typed. */
export function readNewCause(body: unknown): CauseInput {
  const fields = readFields(body);
  const { key: typedKey, name = "", parent = "" } = fields;
  const key = typedKey || proposeKey(`${parent} ${name}`);
  const faults = name || typedKey ? faultsOfNewKey(key) : [];
  return { key, ...readTyped(causeForm, toInput({ ...fields, active: "on" }), faults) };
}

/** What can change of a cause. */
export function readCause(body: unknown): Omit<CauseInput, "key"> {
  return readTyped(causeForm, toInput(readFields(body)));
}

function toInput({ name, parent, active }: TypedFields) {
  return { name: name || undefined, parent: parent || null, active: active !== undefined };
}
