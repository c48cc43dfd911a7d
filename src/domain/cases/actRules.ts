import { Conflict } from "../../lib/errors.js";
import type { Case, CaseChange } from "../../records/case.js";

/** Who does it, when, and the id of what is written down about it. */
export interface Act {
  id: string;
  at: Date;
  by?: string;
  text?: string;
}

/** Conflict when nothing can be done with it any more. */
export function requireActive({ isActive }: Case): void {
  if (!isActive) throw new Conflict("This case is resolved.", "already_resolved");
}

/** What is written down about an act. */
export function changeOf(kind: CaseChange["kind"], { id, at, by, text }: Act): CaseChange {
  return { id, kind, at, ...(by && { by }), ...(text && { text }) };
}
