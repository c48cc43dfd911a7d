import type { ConsentChange } from "../../records/consentChange.js";
import type { SurveyResponse } from "../../records/response.js";
import * as responses from "../../store/responses.js";
import type { ChangedResponse } from "../../store/responseCounts.js";
import type { SkippedInvitation } from "../../store/skippedSince.js";
import type { Context } from "../context.js";
import { describeResponse } from "../responses/describeResponse.js";
import { readAnswers } from "../responses/readAnswers.js";
import type { Happening } from "./rules.js";

/** The last thing that happened to a response: it came, or it was changed. */
export function ofResponse(context: Context, response: ChangedResponse): Happening {
  const { id, respondedAt, changedAt } = response;
  const isFirst = changedAt <= respondedAt;
  return isFirst
    ? arrivalOf(context, response)
    : {
        type: "response.updated",
        id: `${id} ${changedAt.toISOString()}`,
        at: changedAt,
        data: () => describe(context, response),
      };
}

/** That a response came; where that is told late, with what was changed since. */
export function arrivalOf(context: Context, response: ChangedResponse): Happening {
  const { id, respondedAt } = response;
  return { type: "response.created", id, at: respondedAt, data: () => describe(context, response) };
}

/** That a customer was not asked, and why. */
export function ofSkipped(invitation: SkippedInvitation): Happening {
  const { id, customer, touchpoint, trigger = null, reason, updatedAt } = invitation;
  const data = { invitation: id, customer, touchpoint, trigger, reason };
  return { type: "invitation.skipped", id, at: updatedAt, data };
}

/** That a customer does not want to be asked by a channel any more. */
export function ofOptOut({ id, customer, channel, at, source }: ConsentChange): Happening {
  return { type: "customer.opted_out", id, at, data: { customer, channel, at, source } };
}

async function describe(context: Context, known: ChangedResponse | SurveyResponse): Promise<object> {
  const response = "score" in known ? known : await responses.get(known.id);
  return describeResponse(response, await readAnswers(context, [response], response.changedAt));
}
