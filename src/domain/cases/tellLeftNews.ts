import { eachOrLog } from "../../lib/eachOrLog.js";
import type { Case, CaseNote } from "../../records/case.js";
import * as caseNotes from "../../store/caseNotes.js";
import * as cases from "../../store/cases.js";
import type { Context } from "../context.js";
import { tellNews } from "./tellNews.js";
import { tellNote } from "./tellNote.js";

/** Whoever changed it has long told everybody, or is dead. */
const LEFT_AFTER_MS = 30_000;

const AT_ONCE = 500;

/** Tells the news of cases, and of notes, whose process was killed. Returns of how many. */
export async function tellLeftNews(context: Context, now: Date): Promise<number> {
  const before = new Date(now.getTime() - LEFT_AFTER_MS);
  const left = await cases.listWithNews(before, AT_ONCE);
  const tell = (theCase: Case) => tellNews(context, theCase);
  await eachOrLog(context.logger, left, tell, "the news of a case cannot be told");
  const notes = await caseNotes.listOpen(before, AT_ONCE);
  const tellOf = (note: CaseNote) => tellNote(context, note);
  await eachOrLog(context.logger, notes, tellOf, "nobody can be told of a note");
  return left.length + notes.length;
}
