import type { Request, Response } from "express";
import { listPublications } from "../../domain/metrics/listPublications.js";
import { readBreakdowns } from "../../domain/metrics/readBreakdowns.js";
import { toCsv } from "../../lib/csv.js";
import { NotFound } from "../../lib/errors.js";
import { presentPeriod } from "../presenters/dates.js";
import { dayOf } from "../../lib/timeZone.js";
import * as teams from "../../store/teams.js";
import type { Chart } from "../charts/charts.js";
import { toSvgFile } from "../charts/toSvgFile.js";
import { readForm } from "../forms/readForm.js";
import { touchpointScoresForm } from "../forms/touchpointScoresForm.js";
import {
  type ChartScope,
  touchpointBreakdown,
  touchpointDistribution,
  touchpointTrend,
} from "../presenters/touchpointCharts.js";
import { fileName, toBreakdownCsv } from "../presenters/touchpointFiles.js";
import { userOf } from "../session.js";
import type { WebContext } from "../webContext.js";
import { loadTouchpointScores } from "./loadTouchpointScores.js";

export async function sendTrendSvg(context: WebContext, req: Request, res: Response): Promise<void> {
  const { scope, row } = await load(context, req);
  await sendSvg(res, { scope, what: "trend" }, await trendOf(context, { scope, row }));
}

export async function sendTrendCsv(context: WebContext, req: Request, res: Response): Promise<void> {
  const { scope, row } = await load(context, req);
  sendCsv(res, fileName(scope, "trend", "csv"), await trendOf(context, { scope, row }));
}

export async function sendDistributionSvg(context: WebContext, req: Request, res: Response): Promise<void> {
  const { scope, row } = await load(context, req);
  await sendSvg(res, { scope, what: "distribution" }, touchpointDistribution(scope, row));
}

export async function sendDistributionCsv(context: WebContext, req: Request, res: Response): Promise<void> {
  const { scope, row } = await load(context, req);
  sendCsv(res, fileName(scope, "distribution", "csv"), touchpointDistribution(scope, row));
}

export async function sendBreakdownSvg(context: WebContext, req: Request, res: Response): Promise<void> {
  const { scope, row, by } = await load(context, req);
  const [breakdowns, allTeams] = await Promise.all([readBreakdowns(scope), teams.list()]);
  const shown = breakdowns.find(({ dimension }) => dimension === (by ?? "team"));
  if (!shown) throw new NotFound(`Scores are not broken down by "${by}".`);
  const chart = touchpointBreakdown(scope, shown, { overall: row.score, teams: allTeams });
  await sendSvg(res, { scope, what: "breakdown" }, chart);
}

/** All dimensions in one file. */
export async function sendBreakdownCsv(context: WebContext, req: Request, res: Response): Promise<void> {
  const { scope } = await load(context, req);
  const [breakdowns, allTeams] = await Promise.all([readBreakdowns(scope), teams.list()]);
  res.type("text/csv").attachment(fileName(scope, "breakdown", "csv"));
  res.send(toBreakdownCsv(breakdowns, allTeams));
}

type Loaded = Awaited<ReturnType<typeof load>>;

/** A file has no room for a sentence about what is wrong: a wrong address is an error here. */
async function load(context: WebContext, req: Request) {
  const today = dayOf(context.clock.now(), context.reportingZone);
  const query = readForm(touchpointScoresForm(today), req.query);
  const { scope, row, problem } = await loadTouchpointScores(String(req.params["key"]), query, userOf(req));
  if (!row || problem) throw new NotFound("Nothing like this is asked at this touchpoint.");
  return { scope, row, by: query.by };
}

async function trendOf(context: WebContext, { scope, row }: Pick<Loaded, "scope" | "row">): Promise<Chart> {
  const publications = await listPublications({ ...scope, zone: context.reportingZone });
  return touchpointTrend(scope, row.trend, publications);
}

async function sendSvg(
  res: Response,
  { scope, what }: { scope: ChartScope; what: string },
  chart: Chart,
): Promise<void> {
  res.type("image/svg+xml").attachment(fileName(scope, what, "svg"));
  res.send(await toSvgFile(chart, `${scope.name}, ${presentPeriod(scope.from, scope.to)}`));
}

function sendCsv(res: Response, name: string, { table }: Chart): void {
  res.type("text/csv").attachment(name);
  res.send(toCsv(table.csv.columns, table.csv.rows));
}
