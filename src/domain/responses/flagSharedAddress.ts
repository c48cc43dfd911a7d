import type { SurveyResponse } from "../../records/response.js";
import * as responses from "../../store/responses.js";
import { SHARED_ADDRESS } from "./rules.js";

/**
 * Flags the newest answers of many customers that came from one network within an hour: perhaps somebody answers for
 * others. Does nothing to answers without a network. The flag does not change what counts; one that a dying process
 * leaves out is made up for by the network's next answer.
 */
export async function flagSharedAddress({ network, respondedAt }: SurveyResponse): Promise<void> {
  if (!network) return;
  const since = new Date(respondedAt.getTime() - SHARED_ADDRESS.withinMs);
  const found = await responses.listFrom(network, since, SHARED_ADDRESS.newest);
  if (new Set(found.map(({ customer }) => customer)).size < SHARED_ADDRESS.customers) return;
  await responses.flag(
    found.map(({ id }) => id),
    "shared_address",
  );
}
