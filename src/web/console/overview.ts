import type { Request, Response } from "express";
import { readOddities } from "../../domain/integrity/readOddities.js";
import { readTrends } from "../../domain/metrics/readTrends.js";
import { dayOf } from "../../lib/timeZone.js";
import * as touchpoints from "../../store/touchpoints.js";
import { DEFAULT_PERIOD, namedPeriod, PERIOD_FIELDS, periodForm } from "../forms/periodForm.js";
import { readFilter } from "../forms/readFilter.js";
import { may } from "../permissions.js";
import { presentOverview } from "../presenters/overviewPage.js";
import { userOf } from "../session.js";
import type { WebContext } from "../webContext.js";

export async function showOverview(context: WebContext, req: Request, res: Response): Promise<void> {
  const today = dayOf(context.clock.now(), context.reportingZone);
  const { query, form, problem } = readFilter(periodForm(today), req.query, PERIOD_FIELDS);
  if (!query) res.status(400);
  const period = query ?? namedPeriod(DEFAULT_PERIOD, today);
  const user = userOf(req);
  const [rows, all, oddities] = await Promise.all([
    readTrends(period),
    touchpoints.list(),
    may(user.role, "invitations.read") ? readOddities(period, context.clock.now()) : null,
  ]);
  const facts = {
    period,
    rows,
    touchpoints: all,
    oddities,
    waitingCases: res.locals["waitingCases"] as number,
    user,
    zone: context.reportingZone,
    baseUrl: context.baseUrl,
  };
  res.render("console/overview/overview", { ...presentOverview(facts, form), problem });
}
