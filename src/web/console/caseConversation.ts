import type { WholeCase } from "../../domain/cases/readCase.js";
import { readCaseConversation } from "../../domain/cases/readCaseConversation.js";
import type { User } from "../../records/user.js";
import { presentCaseConversation } from "../presenters/caseConversation.js";
import { presentForm, type PresentedForm } from "../presenters/form.js";
import type { WebContext } from "../webContext.js";

/** What the page of a case shows of the conversation with its customer; null when there is nobody to write to. */
export async function caseConversation(
  context: WebContext,
  {
    whole: { theCase, story, users },
    user,
    form,
  }: { whole: WholeCase; user: User; form: PresentedForm | undefined },
  now: Date,
) {
  const customer = story?.customer ?? null;
  const conversation = await readCaseConversation(context, theCase, customer, now);
  if (!conversation || !customer) return null;
  const zone = context.reportingZone;
  return presentCaseConversation(
    { theCase, customer, conversation, users, user, zone, now },
    form ?? presentForm({}),
  );
}
