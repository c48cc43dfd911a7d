import type { Request, Response } from "express";
import { readCoverage } from "../../domain/integrity/readCoverage.js";
import { dayOf } from "../../lib/timeZone.js";
import { coverageForm } from "../forms/coverageForm.js";
import { readForm } from "../forms/readForm.js";
import { presentCoverageForApi, toCoverageCsv } from "../presenters/coverageApi.js";
import type { WebContext } from "../webContext.js";

export async function getCoverage(context: WebContext, req: Request, res: Response): Promise<void> {
  const query = read(context, req);
  res.json(presentCoverageForApi(query, await readCoverage(query)));
}

/** The same figures as a file. */
export async function getCoverageFile(context: WebContext, req: Request, res: Response): Promise<void> {
  const query = read(context, req);
  const coverage = await readCoverage(query);
  res.type("text/csv").attachment(`coverage-${query.from}-${query.to}.csv`);
  res.send(toCoverageCsv(coverage));
}

function read(context: WebContext, req: Request) {
  const today = dayOf(context.clock.now(), context.reportingZone);
  return readForm(coverageForm(today), req.query);
}
