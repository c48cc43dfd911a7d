import { InvalidInput } from "../../lib/errors.js";
import type { Cause } from "../../records/cause.js";
import * as causes from "../../store/causes.js";
import { faultOfPlace } from "./causeRules.js";

export type CauseInput = Omit<Cause, "order" | "createdAt" | "updatedAt"> & {
  /** Absent: a new one, and one that moves under another, comes last there; else it stays. */
  order?: number;
};

/**
 * Creates or replaces a cause; true when it was created. With `mustBeNew` a taken key is a fault. InvalidInput for a
 * place that would make a circle or too deep a tree.
 */
export async function saveCause(input: CauseInput, now: Date, { mustBeNew = false } = {}): Promise<boolean> {
  const all = await causes.list();
  const fault = faultOfPlace(input.key, input.parent, all);
  if (fault) throw new InvalidInput("The cause cannot stand there.", [{ path: "parent", message: fault }]);
  const known = all.find(({ key }) => key === input.key);
  const stays = known?.parent === input.parent ? known.order : undefined;
  const neighbours = all.filter(({ key, parent }) => parent === input.parent && key !== input.key);
  const last = Math.max(-1, ...neighbours.map(({ order }) => order)) + 1;
  const cause = { ...input, order: input.order ?? stays ?? last };
  if (!mustBeNew) return causes.set(cause, now);
  if (await causes.insert({ ...cause, createdAt: now, updatedAt: now })) return true;
  const taken = { path: "key", message: `"${input.key}" is taken by another cause` };
  throw new InvalidInput("This key cannot be used.", [taken]);
}
