import * as alertRaises from "../../store/alertRaises.js";
import * as alerts from "../../store/alerts.js";
import * as jobs from "../../store/jobs.js";
import * as responses from "../../store/responses.js";
import type { Context } from "../context.js";
import { activeAlerts } from "./activeAlerts.js";
import { raiseFor } from "./checkAlerts.js";
import { tellRaise } from "./tellRaise.js";

const JOB = "raiseMissed";

/** Clocks of several machines differ, and a write may take a while to be seen: look back a little further. */
const OVERLAP_MS = 2 * 60_000;

const AT_ONCE = 500;

/**
 * Raises what a killed process has stored and not checked, and tells what it has raised and not told. Everything else
 * changes nothing. Returns how many raises were left untold.
 */
export async function raiseMissed(context: Context, now: Date): Promise<number> {
  const listening = await activeAlerts();
  if (listening.length > 0) {
    const doneUntil = (await jobs.findDoneUntil(JOB))?.getTime() ?? 0;
    const listensSince = Math.min(...listening.map(({ alert }) => alert.listensSince.getTime()));
    const since = new Date(Math.max(doneUntil - OVERLAP_MS, listensSince));
    for await (const response of responses.listToFollowUp(since)) await raiseFor(context, response, now);
  }
  const untold = await alertRaises.listUntold(AT_ONCE);
  for (const raise of untold) {
    const alert = await alerts.find(raise.alert);
    if (alert) await tellRaise(context, alert, raise, now);
    else await alertRaises.setTold(raise.id);
  }
  await jobs.setDoneUntil(JOB, now);
  return untold.length;
}
