import * as invitationLists from "../../store/invitationLists.js";
import * as responses from "../../store/responses.js";
import * as touchpointDays from "../../store/touchpointDays.js";
import type { AskCounts, DayKey } from "../../records/touchpointDay.js";
import { scoresOf } from "./rules.js";

/**
 * Recomputes one roll-up from its records. False when a later rebuild of the same day overtook it: that one
 * began after whatever made us begin, so it sees at least as much and we need not try again.
 */
export async function rebuildDay(key: DayKey): Promise<boolean> {
  const gen = await touchpointDays.startRebuild(key);
  const result =
    key.kind === "answers" ? { counts: await countAnswers(key) } : { asks: await countAsks(key) };
  return touchpointDays.endRebuild(key, gen, result);
}

async function countAnswers(key: DayKey): Promise<number[]> {
  const found = new Map((await responses.countByScore(key)).map(({ score, count }) => [score, count]));
  return scoresOf(key.metric).map((score) => found.get(score) ?? 0);
}

/** eligible: all decisions; asked: accepted by a provider; delivered: asked and not reported back as undelivered. */
async function countAsks(key: DayKey): Promise<AskCounts> {
  const asks: AskCounts = { eligible: 0, asked: 0, delivered: 0, answered: 0 };
  for (const { state, isUndelivered, count } of await invitationLists.countByState(key)) {
    asks.eligible += count;
    if (!["sent", "delivered", "answered", "expired"].includes(state)) continue;
    asks.asked += count;
    if (isUndelivered && state !== "answered") continue; // who answers has got it, whatever the provider says
    asks.delivered += count;
    if (state === "answered") asks.answered += count;
  }
  return asks;
}
