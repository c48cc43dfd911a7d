import type { Cause } from "../../records/cause.js";
import * as causes from "../../store/causes.js";
import { flatten } from "./causeRules.js";

/** Puts a cause before or behind its neighbour under the same one; the first stays first and the last stays last. */
export async function orderCause({ key }: Cause, to: "up" | "down", now: Date): Promise<void> {
  const tree = flatten(await causes.list());
  const parent = tree.find((one) => one.key === key)?.parent ?? null;
  const keys = tree.filter((one) => one.parent === parent).map((one) => one.key);
  const from = keys.indexOf(key);
  const place = Math.min(keys.length - 1, Math.max(0, from + (to === "up" ? -1 : 1)));
  keys.splice(place, 0, ...keys.splice(from, 1));
  await causes.setOrder(keys, now);
}
