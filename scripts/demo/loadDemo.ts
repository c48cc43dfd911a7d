import type { Channels } from "../../src/channels/index.js";
import { saveBrand } from "../../src/domain/brands/saveBrand.js";
import { saveCollector } from "../../src/domain/collectors/saveCollector.js";
import { caseOfResolution } from "../../src/domain/cases/followUpRules.js";
import type { Context } from "../../src/domain/context.js";
import { dispatchNext } from "../../src/domain/delivery/dispatchNext.js";
import { recordEvents, type EventInput } from "../../src/domain/events/recordEvents.js";
import { expireInvitations } from "../../src/domain/invitations/expireInvitations.js";
import type { Answer } from "../../src/domain/responses/submitResponse.js";
import { publishSurvey } from "../../src/domain/surveys/publishSurvey.js";
import { saveTouchpoint } from "../../src/domain/touchpoints/saveTouchpoint.js";
import { saveTrigger } from "../../src/domain/triggers/saveTrigger.js";
import type { Invitation } from "../../src/records/invitation.js";
import type { SurveyResponse } from "../../src/records/response.js";
import { endPauses } from "../../src/store/gather.js";
import * as invitationLists from "../../src/store/invitationLists.js";
import { answerQuestions } from "./answerQuestions.js";
import { createAnswers } from "./answers.js";
import { giveAnswer } from "./conversations.js";
import { BRANDS, COLLECTORS, SURVEYS, TOUCHPOINTS, TRIGGERS } from "./company.js";
import { passBy } from "./passersBy.js";
import { createRandom, seedOf, type Random } from "./random.js";
import { configureTagRules } from "./tagRules.js";
import { configureCases, workCases } from "./workCases.js";

const DAY_MS = 24 * 60 * 60_000;
const HANDS = 40;

/** 20:00 UTC is noon in Los Angeles and four o'clock in New York. */
const EVENING_MS = 20 * 60 * 60_000;

/** Tells how far it is: `done` of `total` days. */
export type Progress = (done: number, total: number) => void;

type Give = (invitation: Invitation, answer: Answer, now: Date) => Promise<SurveyResponse | null>;

/** A company's configuration, as its admin would write it down. */
export async function configureCompany(now: Date): Promise<void> {
  for (const brand of BRANDS) await saveBrand(brand, now);
  for (const touchpoint of TOUCHPOINTS) await saveTouchpoint(touchpoint, now);
  for (const [key, content] of Object.entries(SURVEYS)) await publishSurvey(key, { content }, now);
  for (const trigger of TRIGGERS) await saveTrigger(trigger, now);
  for (const collector of COLLECTORS) await saveCollector(collector, now);
  await configureCases(now);
  await configureTagRules(now);
}

/**
 * Lives through the events day by day with the clock set to each evening: events are recorded, what is due is sent
 * into the outbox, and some customers answer. All through the same verbs as in real life.
 */
export async function liveThrough(
  context: Context,
  channels: Channels,
  story: { events: readonly EventInput[]; random: Random; onProgress: Progress },
): Promise<void> {
  const { events, random, onProgress } = story;
  const first = eveningBefore(events[0]!.occurredAt);
  const last = events.at(-1)!.occurredAt.getTime();
  const total = Math.ceil((last - first) / DAY_MS) + 1;
  const answerOf = createAnswers(new Date(last));
  const give: Give = (invitation, answer, now) =>
    giveAnswer(context, { invitation, answer, now, end: new Date(last) });
  let from = 0;
  for (let day = 0; day < total; day += 1) {
    const evening = new Date(Math.min(first + (day + 1) * DAY_MS, last + 1));
    let to = from;
    while (to < events.length && events[to]!.occurredAt <= evening) to += 1;
    await recordEvents(context, events.slice(from, to), evening);
    from = to;
    await workCases(context, channels, { evening, end: new Date(last) });
    await liveThroughDay(context, channels, { evening, random, answerOf, give });
    await passBy(context, { evening, end: new Date(last) });
    onProgress(day + 1, total);
  }
  context.rollups.flush();
  await settle(context);
}

/** The evening before an instant, at an hour at which texts may go out wherever the company's customers are. */
function eveningBefore(at: Date): number {
  return Math.floor((at.getTime() - EVENING_MS) / DAY_MS) * DAY_MS + EVENING_MS;
}

async function liveThroughDay(
  context: Context,
  channels: Channels,
  {
    evening,
    random,
    answerOf,
    give,
  }: { evening: Date; random: Random; answerOf: ReturnType<typeof createAnswers>; give: Give },
): Promise<void> {
  const clock = { now: () => evening };
  await byHands(async () => dispatchNext(context, channels, clock));
  await expireInvitations(context, evening);
  const sent = await listSentAt(evening);
  const answers = sent.map((invitation) => ({
    invitation,
    // ids of cases differ from demo to demo, and with them their order: each has a fate of its own
    answer: answerOf(
      invitation,
      caseOfResolution(invitation.event)
        ? createRandom(seedOf(`${invitation.customer} ${evening.toISOString().slice(0, 10)}`))
        : random,
    ),
  }));
  await byHands(async () => {
    const next = answers.pop();
    const response = next?.answer && (await give(next.invitation, next.answer, evening));
    if (response) await answerQuestions(context, next.invitation, response, evening);
    return next !== undefined;
  });
  await settle(context);
}

/** Waits for all that follows the day, but not for the pauses in which it gathers. */
async function settle(context: Context): Promise<void> {
  const hurry = setInterval(endPauses, 2);
  await context.background.drain();
  clearInterval(hurry);
}

/** What went out at this very instant, which is how one evening's sends are known; in a fixed order. */
async function listSentAt(evening: Date): Promise<Invitation[]> {
  const found = await invitationLists.listSentSince(evening);
  return found.sort((a, b) => (`${a.event} ${a.trigger}` < `${b.event} ${b.trigger}` ? -1 : 1));
}

/** Several hands do units of work until there is none; one looks again for what the last ones have left. */
async function byHands(unit: () => Promise<boolean>): Promise<void> {
  let isMore = true;
  const work = async () => {
    while (isMore) if (!(await unit())) isMore = false;
  };
  await Promise.all(Array.from({ length: HANDS }, work));
  while (await unit());
}
