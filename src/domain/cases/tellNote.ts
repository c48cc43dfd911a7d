import type { CaseNote } from "../../records/case.js";
import * as caseNotes from "../../store/caseNotes.js";
import * as cases from "../../store/cases.js";
import { notify } from "../notifications/notify.js";
import type { Context } from "../context.js";

/** Tells whoever is named in a note. May be repeated: nobody is told twice. */
export async function tellNote(
  context: Context,
  { id, case: on, by, mentions, at }: CaseNote,
): Promise<void> {
  const theCase = await cases.find(on);
  const named = mentions.filter((user) => user !== by);
  if (theCase)
    await notify(
      context,
      theCase,
      named.map((user) => ({ about: id, at, kind: "mentioned" as const, user })),
    );
  await caseNotes.moveToTold(id);
}
