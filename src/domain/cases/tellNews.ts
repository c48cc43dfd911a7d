import type { Case } from "../../records/case.js";
import * as cases from "../../store/cases.js";
import { notifyOfNews } from "../notifications/notifyOfNews.js";
import type { Context } from "../context.js";
import { announceChanges } from "./announceChanges.js";
import { recordResolution } from "./recordResolution.js";

/**
 * Tells everybody whom it concerns what has happened to a case since it was last told. May be repeated: what was told
 * before has the same id.
 */
export async function tellNews(context: Context, theCase: Case): Promise<void> {
  const { newsSince, changes } = theCase;
  if (!newsSince) return;
  const news = changes.filter(({ at }) => at >= newsSince);
  await notifyOfNews(context, theCase, newsSince);
  await announceChanges(theCase, news);
  if (news.some(({ kind }) => kind === "resolved"))
    await recordResolution(context, theCase, theCase.updatedAt);
  await cases.removeNews(theCase);
}
