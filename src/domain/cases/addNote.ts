import { newId } from "../../lib/ids.js";
import type { CaseNote } from "../../records/case.js";
import type { User } from "../../records/user.js";
import * as caseNotes from "../../store/caseNotes.js";
import * as users from "../../store/users.js";
import type { Context } from "../context.js";
import { mentionsIn } from "./noteRules.js";
import { tellNote } from "./tellNote.js";

/** Writes a note down; whoever is named in it ("@Bob Okafor", or "@bob" where only one is meant) is told. */
export async function addNote(
  context: Context,
  { theCase, text, by }: { theCase: string; text: string; by: User },
  now: Date,
): Promise<CaseNote> {
  const there = (await users.list()).filter(({ isActive }) => isActive);
  const mentions = mentionsIn(text, there).filter((id) => id !== by.id);
  const isOpen = mentions.length > 0;
  const note = { id: newId(now), case: theCase, by: by.id, text, mentions, at: now, isOpen };
  await caseNotes.insert(note);
  if (isOpen) context.background.run("tellNote", () => tellNote(context, note));
  return note;
}
