import * as invitationLists from "../../store/invitationLists.js";
import * as responses from "../../store/responses.js";
import * as touchpointDays from "../../store/touchpointDays.js";
import type { Rebuild, RebuiltDay } from "../../store/touchpointDays.js";
import type { AskCounts, DayKey } from "../../records/touchpointDay.js";
import { scoresOf } from "./rules.js";

const AT_ONCE = 500;

/** The one text that names a roll-up. */
export function nameOf({ kind, touchpoint, metric, day }: DayKey): string {
  return `${kind}|${touchpoint}|${metric}|${day}`;
}

/**
 * Recomputes roll-ups from their records, with a few commands for many days. One that a later rebuild overtook is
 * not written: that one began after whatever made us begin, so it sees at least as much and we need not try again.
 */
export async function rebuildDays(keys: readonly DayKey[]): Promise<void> {
  for (let start = 0; start < keys.length; start += AT_ONCE) {
    const rebuilds = await touchpointDays.startRebuilds(keys.slice(start, start + AT_ONCE));
    const rebuilt: RebuiltDay[] = [];
    for (const group of groupRebuilds(rebuilds)) {
      rebuilt.push(
        ...(group[0]!.key.kind === "answers" ? await countAnswers(group) : await countAsks(group)),
      );
    }
    await touchpointDays.endRebuilds(rebuilt);
  }
}

/** Rebuilds of the same kind, touchpoint and metric are counted by one query. */
function groupRebuilds(rebuilds: readonly Rebuild[]): Rebuild[][] {
  const groups = new Map<string, Rebuild[]>();
  for (const rebuild of rebuilds) {
    const name = nameOf({ ...rebuild.key, day: "" });
    groups.set(name, [...(groups.get(name) ?? []), rebuild]);
  }
  return [...groups.values()];
}

function daysOf(group: readonly Rebuild[]) {
  const { touchpoint, metric } = group[0]!.key;
  return { touchpoint, metric, days: group.map(({ key }) => key.day) };
}

async function countAnswers(group: readonly Rebuild[]): Promise<RebuiltDay[]> {
  const of = daysOf(group);
  const found = await responses.countByScore(of);
  const counts = new Map(found.map(({ day, score, count }) => [`${day} ${score}`, count]));
  return group.map((rebuild) => ({
    ...rebuild,
    counts: scoresOf(of.metric).map((score) => counts.get(`${rebuild.key.day} ${score}`) ?? 0),
  }));
}

/** eligible: all decisions; asked: accepted by a provider; delivered: asked and not reported back as undelivered. */
async function countAsks(group: readonly Rebuild[]): Promise<RebuiltDay[]> {
  const asksByDay = new Map<string, AskCounts>(
    group.map(({ key }) => [key.day, { eligible: 0, asked: 0, delivered: 0, answered: 0 }]),
  );
  for (const { day, state, isUndelivered, count } of await invitationLists.countByState(daysOf(group))) {
    const asks = asksByDay.get(day)!;
    asks.eligible += count;
    const cameBack = state === "failed" && isUndelivered; // a provider had taken it
    if (!cameBack && !["sent", "delivered", "answered", "expired"].includes(state)) continue;
    asks.asked += count;
    if (isUndelivered && state !== "answered") continue; // who answers has got it, whatever the provider says
    asks.delivered += count;
    if (state === "answered") asks.answered += count;
  }
  return group.map((rebuild) => ({ ...rebuild, asks: asksByDay.get(rebuild.key.day)! }));
}
