import type { Request, Response } from "express";
import { readTrends } from "../../domain/metrics/readTrends.js";
import { describeResponse } from "../../domain/responses/describeResponse.js";
import { listResponses as listMeant } from "../../domain/responses/listResponses.js";
import { readAnswers } from "../../domain/responses/readAnswers.js";
import { narrowByView } from "../../domain/views/narrowByView.js";
import { dayOf } from "../../lib/timeZone.js";
import * as responses from "../../store/responses.js";
import { id } from "../forms/fields.js";
import { periodForm } from "../forms/periodForm.js";
import { readForm } from "../forms/readForm.js";
import { responseFilterForm } from "../forms/responseFilterForm.js";
import { presentScore } from "../presenters/api.js";
import { toScoreCsv } from "../presenters/scoreFile.js";
import type { WebContext } from "../webContext.js";

/** A page may end before it is full, with `next`, where few answers match: see `domain/responses/listResponses`. */
export async function listResponses(context: WebContext, req: Request, res: Response): Promise<void> {
  const today = dayOf(context.clock.now(), context.reportingZone);
  const query = readForm(responseFilterForm(today), req.query);
  const { items, next } = await listMeant(await narrowByView(null, query), query);
  const answers = await readAnswers(context, items, context.clock.now());
  res.json({ items: items.map((one) => describeResponse(one, answers)), next });
}

export async function getResponse(context: WebContext, req: Request, res: Response): Promise<void> {
  const response = await responses.get(readForm(id, req.params["id"]));
  res.json(describeResponse(response, await readAnswers(context, [response], context.clock.now())));
}

export async function getScores(context: WebContext, req: Request, res: Response): Promise<void> {
  const { from, to, compareWith, rows } = await readPeriod(context, req);
  res.json({ from, to, compareWith, touchpoints: rows.map(presentScore) });
}

/** The same figures as a file. */
export async function getScoreFile(context: WebContext, req: Request, res: Response): Promise<void> {
  const { rows, ...period } = await readPeriod(context, req);
  res.type("text/csv").attachment(`scores-${period.from}-${period.to}.csv`);
  res.send(toScoreCsv(rows, period));
}

async function readPeriod(context: WebContext, req: Request) {
  const today = dayOf(context.clock.now(), context.reportingZone);
  const { from, to, compareWith } = readForm(periodForm(today), req.query);
  return { from, to, compareWith, rows: await readTrends({ from, to, compareWith }) };
}
