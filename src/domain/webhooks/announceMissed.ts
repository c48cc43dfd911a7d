import * as consentChanges from "../../store/consentChanges.js";
import * as jobs from "../../store/jobs.js";
import * as responseCounts from "../../store/responseCounts.js";
import { listSkippedSince } from "../../store/skippedSince.js";
import type { WebhookType } from "../../records/webhookEndpoint.js";
import type { Context } from "../context.js";
import { announce } from "./announce.js";
import { arrivalOf, ofOptOut, ofResponse, ofSkipped } from "./happenings.js";
import { listEndpoints } from "./listeners.js";

const JOB = "announceMissed";

/** Clocks of several machines differ, and a write may take a while to be seen: look back a little further. */
const OVERLAP_MS = 2 * 60_000;

/** An opt-out bears the time of the wish, which a text that was left by a killed process comes to much later. */
const OPT_OUT_OVERLAP_MS = 24 * 60 * 60_000;

/**
 * Announces once more what happened since the last run: what a killed process has stored and not announced is found,
 * everything else is known by its id. Reads nothing while nobody listens. Returns whether anybody does.
 */
export async function announceMissed(context: Context, now: Date): Promise<boolean> {
  const listening = (await listEndpoints()).filter(({ state }) => state === "on");
  if (listening.length === 0) return false;
  const isHeard = (...types: WebhookType[]) =>
    listening.some((endpoint) => types.some((type) => endpoint.types.includes(type)));
  const doneUntil = (await jobs.findDoneUntil(JOB))?.getTime() ?? 0;
  const listensSince = Math.min(...listening.map((endpoint) => endpoint.listensSince.getTime()));
  const since = (overlapMs: number) => new Date(Math.max(doneUntil - overlapMs, listensSince));

  if (isHeard("response.created", "response.updated")) await announceResponses(context, since(OVERLAP_MS));
  if (isHeard("invitation.skipped"))
    for await (const part of listSkippedSince(since(OVERLAP_MS))) await announce(part.map(ofSkipped));
  if (isHeard("customer.opted_out"))
    await announce((await consentChanges.listOptOutsSince(since(OPT_OUT_OVERLAP_MS))).map(ofOptOut));
  await jobs.setDoneUntil(JOB, now);
  return true;
}

/** One that came before was told of in its time: its message may be forgotten by now, and would be told once more. */
async function announceResponses(context: Context, since: Date): Promise<void> {
  for await (const part of responseCounts.listChangedSince(since)) {
    const arrived = part.filter(({ respondedAt }) => respondedAt >= since);
    await announce(arrived.map((one) => arrivalOf(context, one)));
    await announce(part.map((one) => ofResponse(context, one)));
  }
}
