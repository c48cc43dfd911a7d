import type { Case } from "../../records/case.js";
import * as cases from "../../store/cases.js";
import { notifyOfNews } from "../notifications/notifyOfNews.js";
import type { Context } from "../context.js";

/**
 * Tells everybody whom it concerns what has happened to a case since it was last told. May be repeated: what was told
 * before has the same id.
 */
export async function tellNews(context: Context, theCase: Case): Promise<void> {
  const { newsSince } = theCase;
  if (!newsSince) return;
  await tellPeople(context, theCase, newsSince);
  // Programs are told here, between people and the end: `await tellPrograms(context, theCase, newsSince)`.
  await cases.removeNews(theCase);
}

/** By mail and by chat, as each of them chose. */
async function tellPeople(context: Context, theCase: Case, since: Date): Promise<void> {
  await notifyOfNews(context, theCase, since);
}
