import type { SurveyResponse } from "../../records/response.js";
import { gather } from "../../store/gather.js";
import * as responses from "../../store/responses.js";
import { markDays } from "../metrics/rebuildRecentDays.js";
import { SHARED_ADDRESS } from "./rules.js";

/** Nobody waits for it, and behind one proxy many answers come at once: they share a look. */
const TOGETHER = { ms: 200, from: 2 };

const FLAG = "shared_address";

/**
 * Flags the newest answers of many customers that came from one network within an hour: perhaps somebody answers for
 * others. Does nothing to answers without a network. The flag does not change what counts; one that a dying process
 * leaves out is made up for by the network's next answer.
 */
export async function flagSharedAddress(response: SurveyResponse): Promise<void> {
  if (response.network) await lookTogether(response);
}

const lookTogether = gather(async (answers: SurveyResponse[]) => {
  const newest = new Map(answers.map(({ network, respondedAt }) => [network!, respondedAt]));
  for (const [network, respondedAt] of newest) await look(network, respondedAt);
  return answers.map(() => undefined);
}, TOGETHER);

async function look(network: string, respondedAt: Date): Promise<void> {
  const since = new Date(respondedAt.getTime() - SHARED_ADDRESS.withinMs);
  const found = await responses.listFrom(network, since, SHARED_ADDRESS.newest);
  if (new Set(found.map(({ customer }) => customer)).size < SHARED_ADDRESS.customers) return;
  const fresh = found.filter(({ flags }) => !flags?.includes(FLAG));
  if (fresh.length === 0) return;
  // Roll-ups count flags. Before, so that a kill in between loses nothing; after, should they be rebuilt in between.
  const days = fresh.map(({ touchpoint, metric, day }) => ({
    kind: "answers" as const,
    touchpoint,
    metric,
    day,
  }));
  await markDays(days);
  await responses.flag(
    fresh.map(({ id }) => id),
    FLAG,
  );
  await markDays(days);
}
