import type { CaseNote } from "../../records/case.js";
import * as caseNotes from "../../store/caseNotes.js";
import type { Context } from "../context.js";

/** Tells whoever is named in a note. May be repeated: nobody is told twice. */
export async function tellNote(_context: Context, note: CaseNote): Promise<void> {
  await caseNotes.moveToTold(note.id);
}
