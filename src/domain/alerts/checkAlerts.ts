import type { AlertRaise } from "../../records/alert.js";
import type { SurveyResponse } from "../../records/response.js";
import * as alertRaises from "../../store/alertRaises.js";
import * as responses from "../../store/responses.js";
import type { Context } from "../context.js";
import { matches } from "../responses/filterRules.js";
import { activeAlerts } from "./activeAlerts.js";
import { tellRaise } from "./tellRaise.js";

/**
 * Tells those who want to know of such a response, each alert once for one response. Call it after an answer is stored
 * or changed. May be repeated; a response that is gone matches nothing.
 */
export async function checkAlerts(
  context: Context,
  { id }: Pick<SurveyResponse, "id">,
  now: Date,
): Promise<void> {
  if ((await activeAlerts()).length === 0) return;
  const response = await responses.find(id); // tags and sentiment came after the answer
  if (response) await raiseFor(context, response, now);
}

/** As `checkAlerts`, of a response that was just read. */
export async function raiseFor(context: Context, response: SurveyResponse, now: Date): Promise<void> {
  for (const { alert, filter } of await activeAlerts()) {
    if (alert.listensSince > response.changedAt || !matches(filter, response)) continue;
    const { key } = alert;
    const raise: AlertRaise = {
      id: `${key}|${response.id}`,
      alert: key,
      at: now,
      response: response.id,
      isUntold: true,
    };
    if (await alertRaises.insert(raise)) await tellRaise(context, alert, raise, now);
  }
}
