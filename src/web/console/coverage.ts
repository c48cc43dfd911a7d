import type { Request, Response } from "express";
import { readCoverage } from "../../domain/integrity/readCoverage.js";
import { dayOf } from "../../lib/timeZone.js";
import * as touchpoints from "../../store/touchpoints.js";
import { coverageForm, type CoverageQuery } from "../forms/coverageForm.js";
import { DEFAULT_PERIOD, namedPeriod } from "../forms/periodForm.js";
import { readFilter } from "../forms/readFilter.js";
import { presentCoverage } from "../presenters/coveragePage.js";
import type { WebContext } from "../webContext.js";

const FIELDS = ["from", "to", "touchpoint"];

export async function showCoverage(context: WebContext, req: Request, res: Response): Promise<void> {
  const today = dayOf(context.clock.now(), context.reportingZone);
  const read = readFilter(coverageForm(today), req.query, FIELDS);
  if (!read.query) res.status(400);
  const query: CoverageQuery = read.query ?? namedPeriod(DEFAULT_PERIOD, today);
  const [coverage, all] = await Promise.all([readCoverage(query), touchpoints.list()]);
  const facts = { query, coverage, touchpoints: all, zone: context.reportingZone };
  res.render("console/integrity/coverage", { ...presentCoverage(facts, read.form), problem: read.problem });
}
