import type { Invitation } from "../../records/invitation.js";
import * as cases from "../../store/cases.js";
import { caseOfResolution } from "../cases/followUpRules.js";

/** Whether it asks how it is now after a case was resolved that is open again by now: nothing is put right yet. */
export async function isCaseOpenAgain({ event }: Pick<Invitation, "event">): Promise<boolean> {
  const id = caseOfResolution(event);
  return id !== null && (await cases.find(id))?.isActive === true;
}
