import { readTrends, type TouchpointTrend } from "../../domain/metrics/readTrends.js";
import type { Touchpoint } from "../../records/touchpoint.js";
import type { User } from "../../records/user.js";
import * as touchpoints from "../../store/touchpoints.js";
import type { TouchpointScoresQuery } from "../forms/touchpointScoresForm.js";
import { may } from "../permissions.js";
import { METRIC_WORDS } from "../presenters/metricWords.js";
import type { ChartScope } from "../presenters/touchpointCharts.js";

export interface LoadedScores {
  touchpoint: Touchpoint;
  /** One per metric that is or was asked here. */
  rows: TouchpointTrend[];
  /** The metric that is shown; null when nothing was ever asked here, or not this. */
  row: TouchpointTrend | null;
  scope: ChartScope;
  /** What is wrong with the metric of the address. */
  problem: string | null;
}

/** What the page and the files of a touchpoint's scores have in common; throws NotFound for an unknown touchpoint. */
export async function loadTouchpointScores(
  key: string,
  query: TouchpointScoresQuery,
  user: User,
): Promise<LoadedScores> {
  const { from, to, step, compareWith, metric } = query;
  const touchpoint = await touchpoints.get(key);
  const rows = await readTrends({ touchpoint: key, from, to, compareWith, ...(step && { step }) });
  const wanted = rows.find((row) => row.metric === metric) ?? null;
  const row = wanted ?? mostAnswered(rows);
  const scope = {
    touchpoint: key,
    name: touchpoint.name,
    metric: row?.metric ?? metric ?? "nps",
    from,
    to,
    mayReadResponses: may(user.role, "responses.read"),
  };
  const problem = metric && !wanted && row ? `metric ${notAsked(rows)}` : null;
  return { touchpoint, rows, row, scope, problem };
}

function mostAnswered(rows: readonly TouchpointTrend[]): TouchpointTrend | null {
  return rows.toSorted((a, b) => b.responses - a.responses)[0] ?? null;
}

function notAsked(rows: readonly TouchpointTrend[]): string {
  return `must be one that is asked here: ${rows.map(({ metric }) => METRIC_WORDS[metric].name).join(", ")}`;
}
