import { contentHash } from "../../lib/canonicalJson.js";
import type { ResponseFilter } from "../../records/responseFilter.js";
import type { User } from "../../records/user.js";
import type { View } from "../../records/view.js";

/** The owner of what a program made; no user has this id. */
export const PROGRAM = "program";

type Person = Pick<User, "id" | "role">;

/** Whether somebody who may read responses sees a view: their own, and what is shared. */
export function maySeeView(user: Person, { owner, isShared }: Pick<View, "owner" | "isShared">): boolean {
  return isShared || owner === user.id;
}

/** Its owner may change and remove it; a shared one also an admin. */
export function mayChangeView(user: Person, view: Pick<View, "owner" | "isShared">): boolean {
  return view.owner === user.id || (view.isShared && user.role === "admin");
}

/** Whether the roll-ups tell everything that is asked: they know touchpoint and metric. */
export function isInRollups(filter: ResponseFilter): boolean {
  const { touchpoints: _touchpoints, metric: _metric, ...rest } = filter;
  return Object.values(rest).every((value) => value === undefined);
}

/** A score needs answers of all categories: of detractors alone every NPS is −100. */
export function isScored({ categories }: ResponseFilter): boolean {
  return !categories || categories.length === 0;
}

/** Why a filter cannot be kept under a name; null when it can. What is kept about one person would outlive them. */
export function faultOfFilter(filter: ResponseFilter): string | null {
  const values = Object.values(filter).filter((value) => value !== undefined);
  if (values.length === 0) return "has to say which responses: choose a filter first";
  if (values.some((value) => Array.isArray(value) && value.length === 0))
    return "cannot find anything: its filters exclude each other";
  return filter.customer === undefined ? null : "must not be about one customer";
}

/** The name under which counts of a filter are kept: two views that mean the same share them. */
export function hashOf(filter: ResponseFilter): string {
  return contentHash(filter).slice(0, 32);
}
