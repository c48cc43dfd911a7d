import type { Cause } from "../../records/cause.js";

/** Whoever closes a case has to find the right one in seconds. */
export const MOST_LEVELS = 4;

/** A cause at its place in the tree. */
export interface PlacedCause extends Cause {
  /** From the top: "Installation › left unfinished". */
  path: string;
  /** 1 at the top. */
  level: number;
  /** It and all above it are active: a new case may be closed with it. */
  isOffered: boolean;
}

/**
 * The whole tree, each cause before those below it. Two moves in the same instant may have put causes into a circle
 * that hangs on nothing: its first one by key then stands at the top, so that nothing is ever hidden.
 */
export function flatten(causes: readonly Cause[]): PlacedCause[] {
  const keys = new Set(causes.map(({ key }) => key));
  const placed = new Map<string, PlacedCause>();
  const place = (cause: Cause, above: PlacedCause | null): void => {
    if (placed.has(cause.key)) return;
    const here: PlacedCause = {
      ...cause,
      parent: above?.key ?? null,
      path: above ? `${above.path} › ${cause.name}` : cause.name,
      level: (above?.level ?? 0) + 1,
      isOffered: cause.active && (above?.isOffered ?? true),
    };
    placed.set(cause.key, here);
    for (const child of inOrder(causes.filter(({ parent }) => parent === cause.key))) place(child, here);
  };
  const isTop = ({ parent }: Cause) => parent === null || !keys.has(parent);
  for (const cause of inOrder(causes.filter(isTop))) place(cause, null);
  for (const cause of inOrder(causes)) place(cause, null);
  return [...placed.values()];
}

/** The key itself and everything below it. */
export function branchOf(key: string, causes: readonly Cause[]): Set<string> {
  const branch = new Set([key]);
  let size = 0;
  while (size < branch.size) {
    size = branch.size;
    for (const one of causes) if (one.parent !== null && branch.has(one.parent)) branch.add(one.key);
  }
  return branch;
}

/** Why a cause may not stand below another; null when it may. */
export function faultOfPlace(key: string, parent: string | null, causes: readonly Cause[]): string | null {
  if (parent === null) return null;
  const tree = flatten(causes);
  const above = tree.find((one) => one.key === parent);
  if (!above) return `there is no cause "${parent}"`;
  const branch = branchOf(key, causes);
  if (branch.has(parent)) return "a cause cannot stand below itself";
  const own = tree.find((one) => one.key === key);
  const below = tree.filter((one) => branch.has(one.key)).map(({ level }) => level);
  const height = own ? Math.max(...below) - own.level + 1 : 1;
  return above.level + height > MOST_LEVELS ? `a tree has ${MOST_LEVELS} levels at most` : null;
}

function inOrder(causes: readonly Cause[]): Cause[] {
  return [...causes].sort((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1));
}
