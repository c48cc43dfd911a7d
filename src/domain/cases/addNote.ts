import { Conflict } from "../../lib/errors.js";
import { newId } from "../../lib/ids.js";
import type { CaseNote } from "../../records/case.js";
import type { User } from "../../records/user.js";
import * as caseNotes from "../../store/caseNotes.js";
import * as users from "../../store/users.js";
import type { Context } from "../context.js";
import { mentionsIn } from "./noteRules.js";
import { tellNote } from "./tellNote.js";

export interface NoteInput {
  /** Of the form: one that is sent twice is one note. */
  id?: string | undefined;
  theCase: string;
  text: string;
  by: User;
}

/**
 * Writes a note down; whoever is named in it ("@Bob Okafor", or "@bob" where only one is meant) is told. The same form
 * again changes nothing. Conflict where the form was used for another note.
 */
export async function addNote(
  context: Context,
  { id, theCase, text, by }: NoteInput,
  now: Date,
): Promise<CaseNote> {
  const there = (await users.list()).filter(({ isActive }) => isActive);
  const mentions = mentionsIn(text, there).filter((id) => id !== by.id);
  const isOpen = mentions.length > 0;
  const note = { id: id ?? newId(now), case: theCase, by: by.id, text, mentions, at: now, isOpen };
  if (!(await caseNotes.insert(note))) return repeat(note);
  if (isOpen) context.background.run("tellNote", () => tellNote(context, note));
  return note;
}

/** Whoever was killed before everybody was told leaves that to tellLeftNews. */
async function repeat({ id, case: theCase, by, text }: CaseNote): Promise<CaseNote> {
  const known = await caseNotes.find(id);
  if (known && known.case === theCase && known.by === by && known.text === text) return known;
  throw new Conflict("The note before was added from this form. Add this one once more.", "form_used");
}
