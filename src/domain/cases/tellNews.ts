import type { Case } from "../../records/case.js";
import * as cases from "../../store/cases.js";
import type { Context } from "../context.js";

/**
 * Tells everybody whom it concerns what has happened to a case since it was last told. May be repeated: what was told
 * before has the same id.
 */
export async function tellNews(_context: Context, theCase: Case): Promise<void> {
  const { newsSince } = theCase;
  if (!newsSince) return;
  await cases.removeNews(theCase);
}
