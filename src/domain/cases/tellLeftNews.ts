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
  for (const theCase of left) await orLog(context, theCase.id, () => tellNews(context, theCase));
  const notes = await caseNotes.listOpen(before, AT_ONCE);
  for (const note of notes) await orLog(context, note.case, () => tellNote(context, note));
  return left.length + notes.length;
}

/** One that cannot be told does not keep the others waiting. */
async function orLog(context: Context, theCase: string, tell: () => Promise<void>): Promise<void> {
  await tell().catch((error: unknown) =>
    context.logger.error({ err: error, case: theCase }, "the news of a case cannot be told"),
  );
}
