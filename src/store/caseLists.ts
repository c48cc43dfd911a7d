import { decodeCursor, encodeCursor, type Page } from "../lib/cursor.js";
import type { Case, CaseState } from "../records/case.js";
import { Cases, toCase } from "./caseSchema.js";

export interface CaseQuery {
  state?: CaseState | undefined;
  team?: string | undefined;
  owner?: string | undefined;
  customer?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Newest first; ids rise with the time of opening. An unreadable cursor begins at the top. */
export async function list({ state, team, owner, customer, cursor, limit }: CaseQuery): Promise<Page<Case>> {
  const after = cursor ? decodeCursor(cursor) : null;
  const found = await Cases.find({
    ...(state && { state }),
    ...(team && { team }),
    ...(owner && { owner }),
    ...(customer && { customer }),
    ...(after && { _id: { $lt: after.id } }),
  })
    .sort({ _id: -1 })
    .limit(limit + 1)
    .lean();
  const items = found.slice(0, limit).map(toCase);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? encodeCursor("", last.id) : null };
}
