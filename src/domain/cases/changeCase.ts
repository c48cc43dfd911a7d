import { newId } from "../../lib/ids.js";
import type { Case } from "../../records/case.js";
import * as cases from "../../store/cases.js";
import type { CaseEdit } from "../../store/cases.js";
import type { Context } from "../context.js";
import { forgetCounts } from "./countQueue.js";
import type { Act } from "./actRules.js";
import { tellNews } from "./tellNews.js";

/**
 * Changes a case as `decide` says of what it read, and again when somebody else was quicker: of two at once the second
 * decides on what the first has made. Returns the case as it then is; unchanged when `decide` has nothing to change.
 */
export async function changeCase(
  context: Context,
  id: string,
  by: Omit<Act, "id"> & { id?: string },
  decide: (theCase: Case, act: Act) => CaseEdit | null,
): Promise<Case> {
  const act = { id: newId(by.at), ...by };
  for (;;) {
    const theCase = await cases.get(id);
    const edit = decide(theCase, act);
    if (!edit) return theCase;
    const moved = await cases.move(theCase, edit);
    if (!moved) continue;
    forgetCounts();
    context.background.run("tellNews", () => tellNews(context, moved));
    return moved;
  }
}
