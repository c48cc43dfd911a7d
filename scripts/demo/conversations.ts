import { DateTime } from "luxon";
import type { Channels } from "../../src/channels/index.js";
import type { Context } from "../../src/domain/context.js";
import { receiveText } from "../../src/domain/conversations/receiveText.js";
import { dispatchNext } from "../../src/domain/delivery/dispatchNext.js";
import { recordEvents } from "../../src/domain/events/recordEvents.js";
import { submitResponse, type Answer } from "../../src/domain/responses/submitResponse.js";
import type { Invitation } from "../../src/records/invitation.js";
import type { SurveyResponse } from "../../src/records/response.js";

/** Out of 555-0100 to 555-0199, which are kept for fiction; nobody else of the demo has them. */
export const OPEN_NUMBER = "+18015550199";
const HALF_WAY_NUMBER = "+18015550198";

/** Older texts would lengthen the loading and stand in no outbox any more. */
const RECENT_MS = 30 * 24 * 60 * 60_000;

/**
 * Gives an answer by the way on which the customer was asked: who got a text message lately texts back, and has no
 * page with further questions; then null.
 */
export async function giveAnswer(
  context: Context,
  { invitation, answer, now, end }: { invitation: Invitation; answer: Answer; now: Date; end: Date },
): Promise<SurveyResponse | null> {
  const { channel, attempts, id } = invitation;
  const from = attempts.at(-1)?.to;
  const isRecent = end.getTime() - now.getTime() < RECENT_MS;
  if (channel !== "sms" || !from || !isRecent) return submitResponse(context, invitation, answer, now);
  await receiveText(context, { id: `demo-${id}-1`, from, text: String(answer.score) }, now);
  if (answer.comment) await receiveText(context, { id: `demo-${id}-2`, from, text: answer.comment }, now);
  return null;
}

/** Two text messages of yesterday: one that nobody has answered, and one whose conversation has begun. */
export async function leaveConversationsOpen(context: Context, channels: Channels, end: Date): Promise<void> {
  const yesterday = DateTime.fromJSDate(end, { zone: context.reportingZone })
    .minus({ days: 1 })
    .startOf("day");
  const [afternoon, evening] = [
    yesterday.set({ hour: 14 }).toJSDate(),
    yesterday.set({ hour: 18 }).toJSDate(),
  ];
  const people = [
    { id: "customer-halfway", name: "Noor Walsh", phone: HALF_WAY_NUMBER },
    { id: "customer-open", name: "Sofia Reyes", phone: OPEN_NUMBER },
  ];
  const events = people.map((person) => ({
    id: `demo-${person.id}`,
    type: "installation.completed",
    occurredAt: afternoon,
    customer: { ...person, locale: "en", timeZone: context.reportingZone },
    team: "south",
    properties: { units: 1, late: false },
  }));
  await recordEvents(context, events, afternoon);
  while (await dispatchNext(context, channels, { now: () => evening }));
  await receiveText(context, { id: "demo-halfway-1", from: HALF_WAY_NUMBER, text: "I'd say 6" }, evening);
}
