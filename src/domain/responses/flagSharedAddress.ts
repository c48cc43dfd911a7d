import type { SurveyResponse } from "../../records/response.js";
import * as responses from "../../store/responses.js";
import { SHARED_ADDRESS } from "./rules.js";

/**
 * Flags the answers of many customers that came from one network within an hour: perhaps somebody answers for
 * others. Does nothing to answers without a network. The flag does not change what counts.
 */
export async function flagSharedAddress({ network, respondedAt }: SurveyResponse): Promise<void> {
  if (!network) return;
  const since = new Date(respondedAt.getTime() - SHARED_ADDRESS.withinMs);
  const customers = await responses.listCustomersFrom(network, since);
  if (customers.length >= SHARED_ADDRESS.customers)
    await responses.flagFrom(network, since, "shared_address");
}
