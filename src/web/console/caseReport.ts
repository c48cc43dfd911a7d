import type { Request, Response } from "express";
import { readCauses } from "../../domain/cases/readCauses.js";
import { readServiceLevel } from "../../domain/cases/readServiceLevel.js";
import { dayOf } from "../../lib/timeZone.js";
import * as teams from "../../store/teams.js";
import * as touchpoints from "../../store/touchpoints.js";
import { caseReportForm } from "../forms/caseReportForm.js";
import { DEFAULT_PERIOD, namedPeriod } from "../forms/periodForm.js";
import { readFilter } from "../forms/readFilter.js";
import { presentCaseReport } from "../presenters/caseReport.js";
import type { WebContext } from "../webContext.js";

export async function showCaseReport(context: WebContext, req: Request, res: Response): Promise<void> {
  const today = dayOf(context.clock.now(), context.reportingZone);
  const read = readFilter(caseReportForm(today), req.query, ["from", "to"]);
  if (!read.query) res.status(400);
  const query = read.query ?? { ...namedPeriod(DEFAULT_PERIOD, today), by: "team" as const };
  const [report, allTeams, causes, places] = await Promise.all([
    readServiceLevel(query),
    teams.list(),
    readCauses(),
    touchpoints.list(),
  ]);
  const facts = { query, report, teams: allTeams, causes, touchpoints: places, zone: context.reportingZone };
  res.render("console/cases/report", { ...presentCaseReport(facts, read.form), problem: read.problem });
}
