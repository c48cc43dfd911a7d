import type { Request, Response } from "express";
import { readServiceLevel } from "../../domain/cases/readServiceLevel.js";
import { dayOf } from "../../lib/timeZone.js";
import * as caseNotes from "../../store/caseNotes.js";
import * as caseLists from "../../store/caseLists.js";
import * as cases from "../../store/cases.js";
import { caseQuery, caseReportForm } from "../forms/caseReportForm.js";
import { id } from "../forms/fields.js";
import { readForm } from "../forms/readForm.js";
import { describeCase } from "../../domain/cases/describeCase.js";
import { toReportCsv } from "../presenters/caseReport.js";
import type { WebContext } from "../webContext.js";

export async function listCases(_context: WebContext, req: Request, res: Response): Promise<void> {
  const { items, next } = await caseLists.list(readForm(caseQuery, req.query));
  res.json({ items: items.map((one) => describeCase(one)), next });
}

export async function getCase(_context: WebContext, req: Request, res: Response): Promise<void> {
  const theCase = await cases.get(readForm(id, req.params["id"]));
  res.json(describeCase(theCase, await caseNotes.list(theCase.id)));
}

export async function getCaseReport(context: WebContext, req: Request, res: Response): Promise<void> {
  const today = dayOf(context.clock.now(), context.reportingZone);
  const { from, to, by } = readForm(caseReportForm(today), req.query);
  res.json({ from, to, by, ...(await readServiceLevel({ from, to, by })) });
}

/** The same figures as a file. */
export async function getCaseReportFile(context: WebContext, req: Request, res: Response): Promise<void> {
  const today = dayOf(context.clock.now(), context.reportingZone);
  const { from, to, by } = readForm(caseReportForm(today), req.query);
  const report = await readServiceLevel({ from, to, by });
  res.type("text/csv").attachment(`cases-by-${by}-${from}-${to}.csv`);
  res.send(toReportCsv(report, by));
}
