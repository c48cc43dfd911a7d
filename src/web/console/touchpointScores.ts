import type { Request, Response } from "express";
import { listPublications } from "../../domain/metrics/listPublications.js";
import { readBreakdowns, type BrokenDown } from "../../domain/metrics/readBreakdowns.js";
import type { TouchpointTrend } from "../../domain/metrics/readTrends.js";
import { readThemes } from "../../domain/metrics/readThemes.js";
import { dayOf } from "../../lib/timeZone.js";
import * as teams from "../../store/teams.js";
import { presentFigure } from "../charts/presentFigure.js";
import { DEFAULT_PERIOD, namedPeriod, PERIOD_FIELDS } from "../forms/periodForm.js";
import { readFilter } from "../forms/readFilter.js";
import { touchpointScoresForm, type TouchpointScoresQuery } from "../forms/touchpointScoresForm.js";
import { may } from "../permissions.js";
import { fileLinks } from "../presenters/touchpointFiles.js";
import {
  touchpointBreakdown,
  touchpointDistribution,
  touchpointTrend,
} from "../presenters/touchpointCharts.js";
import { presentTouchpointScores } from "../presenters/touchpointScoresPage.js";
import { presentThemes } from "../presenters/touchpointThemes.js";
import { userOf } from "../session.js";
import type { WebContext } from "../webContext.js";
import { loadTouchpointScores, type LoadedScores } from "./loadTouchpointScores.js";

const VIEW = "console/touchpoints/scores";

/** Everything about one touchpoint: how it went, since when, for whom, and what people say. */
export async function showTouchpointScores(context: WebContext, req: Request, res: Response): Promise<void> {
  const today = dayOf(context.clock.now(), context.reportingZone);
  const read = readFilter(touchpointScoresForm(today), req.query, PERIOD_FIELDS);
  const query: TouchpointScoresQuery = read.query ?? namedPeriod(DEFAULT_PERIOD, today);
  const user = userOf(req);
  const loaded = await loadTouchpointScores(String(req.params["key"]), query, user);
  const { rows, row, scope } = loaded;
  const problem = read.problem ?? loaded.problem;
  if (!read.query || problem) res.status(400);
  const details = row && row.responses > 0 ? await readDetails(context, loaded) : null;
  const breakdowns = details?.breakdowns ?? [];
  const shown = breakdowns.find(({ dimension }) => dimension === query.by) ?? mostTelling(breakdowns);
  const facts = { scope, query, rows, row, breakdowns, shown, zone: context.reportingZone };
  const mayReadInvitations = may(user.role, "invitations.read");
  res.render(VIEW, {
    ...presentTouchpointScores({ ...facts, mayReadInvitations }, read.form),
    ...(row && details && (await drawFigures({ ...facts, row }, details))),
    problem,
  });
}

type Details = Awaited<ReturnType<typeof readDetails>>;

async function readDetails({ reportingZone }: WebContext, { scope }: LoadedScores) {
  const [breakdowns, publications, themes, allTeams] = await Promise.all([
    readBreakdowns(scope),
    listPublications({ ...scope, zone: reportingZone }),
    readThemes(scope),
    teams.list(),
  ]);
  return { breakdowns, publications, themes, allTeams };
}

interface Drawn extends Pick<LoadedScores, "rows" | "scope"> {
  query: TouchpointScoresQuery;
  row: TouchpointTrend;
  shown: BrokenDown | null;
}

async function drawFigures({ rows, row, scope, query, shown }: Drawn, details: Details) {
  const files = fileLinks({ scope, query, rows });
  const overall = { overall: row.score, teams: details.allTeams };
  const [trend, distribution, groups] = await Promise.all([
    presentFigure("trend", touchpointTrend(scope, row.trend, details.publications), files.trend),
    presentFigure("distribution", touchpointDistribution(scope, row), files.distribution),
    shown && presentFigure("groups", touchpointBreakdown(scope, shown, overall), files.breakdown),
  ]);
  return { trend, distribution, groups, themes: presentThemes(scope, details.themes) };
}

/** The first dimension with something to compare. */
function mostTelling(breakdowns: readonly BrokenDown[]): BrokenDown | null {
  return breakdowns.find(({ groups }) => groups.length > 1) ?? breakdowns[0] ?? null;
}
