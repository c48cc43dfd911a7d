import type { IncomingText } from "../../records/incomingText.js";
import type { Invitation } from "../../records/invitation.js";
import * as incomingTexts from "../../store/incomingTexts.js";
import * as invitations from "../../store/invitations.js";
import * as surveyVersions from "../../store/surveyVersions.js";
import type { Context } from "../context.js";
import { submitResponse } from "../responses/submitResponse.js";
import { languageOf } from "../surveys/rules.js";
import { lastScore, toComment } from "./rules.js";

/**
 * Stores what was said in the conversation so far as the answer to its invitation. Recomputed from all its texts, so
 * that a repeat, or one that comes late, changes nothing.
 */
export async function answerByText(context: Context, text: IncomingText, now: Date): Promise<void> {
  const isAnswer = text.meaning === "score" || text.meaning === "comment";
  if (!isAnswer || !text.invitation) return;
  const invitation: Invitation = { ...(await invitations.get(text.invitation)), channel: "sms" };
  const version = await surveyVersions.get(invitation.survey, invitation.surveyVersion);
  const language = languageOf(version, invitation.locale ? [invitation.locale] : []);
  const said = await incomingTexts.listByInvitations([invitation.id]);
  const score = lastScore(said);
  const comment = toComment(said);
  const answer = { language, ...(comment && { comment }) };
  // A comment leaves the score as it is: it may have been changed on the survey page meanwhile.
  const isKept = text.meaning === "comment" && (await submitResponse(context, invitation, answer, now));
  if (!isKept && score !== undefined) await submitResponse(context, invitation, { ...answer, score }, now);
}
