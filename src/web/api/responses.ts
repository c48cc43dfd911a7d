import type { Request, Response } from "express";
import { readScores } from "../../domain/metrics/readScores.js";
import { describeResponse } from "../../domain/responses/describeResponse.js";
import { readAnswers } from "../../domain/responses/readAnswers.js";
import { addDays, dayOf } from "../../lib/timeZone.js";
import * as responses from "../../store/responses.js";
import { id } from "../forms/fields.js";
import { responseQuery, scoreQuery } from "../forms/queryForms.js";
import { readForm } from "../forms/readForm.js";
import { presentScore } from "../presenters/api.js";
import type { WebContext } from "../webContext.js";

const DEFAULT_DAYS = 28;

export async function listResponses(context: WebContext, req: Request, res: Response): Promise<void> {
  const { items, next } = await responses.list(readForm(responseQuery, req.query));
  const answers = await readAnswers(context, items, context.clock.now());
  res.json({ items: items.map((one) => describeResponse(one, answers)), next });
}

export async function getResponse(context: WebContext, req: Request, res: Response): Promise<void> {
  const response = await responses.get(readForm(id, req.params["id"]));
  res.json(describeResponse(response, await readAnswers(context, [response], context.clock.now())));
}

export async function getScores(context: WebContext, req: Request, res: Response): Promise<void> {
  const query = readForm(scoreQuery, req.query);
  const to = query.to ?? dayOf(context.clock.now(), context.reportingZone);
  const from = query.from ?? addDays(to, 1 - DEFAULT_DAYS);
  res.json({ from, to, touchpoints: (await readScores({ from, to })).map(presentScore) });
}
