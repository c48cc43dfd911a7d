import type { Request, Response } from "express";
import { publishSurvey } from "../../domain/surveys/publishSurvey.js";
import { saveTouchpoint } from "../../domain/touchpoints/saveTouchpoint.js";
import { saveTrigger } from "../../domain/triggers/saveTrigger.js";
import * as surveys from "../../store/surveys.js";
import * as surveyVersions from "../../store/surveyVersions.js";
import * as touchpoints from "../../store/touchpoints.js";
import * as triggers from "../../store/triggers.js";
import type { Survey } from "../../records/survey.js";
import { surveyForm, touchpointForm, triggerForm } from "../forms/configurationForms.js";
import { key } from "../forms/fields.js";
import { readForm } from "../forms/readForm.js";
import { z } from "zod";
import { presentSurvey } from "../presenters/api.js";
import type { WebContext } from "../webContext.js";

const params = z.object({ key });

export async function putTouchpoint(context: WebContext, req: Request, res: Response): Promise<void> {
  const { key } = readForm(params, req.params);
  const isCreated = await saveTouchpoint({ key, ...readForm(touchpointForm, req.body) }, context.clock.now());
  res.status(isCreated ? 201 : 200).json(await touchpoints.get(key));
}

export async function listTouchpoints(_context: WebContext, _req: Request, res: Response): Promise<void> {
  res.json({ items: await touchpoints.list() });
}

export async function getTouchpoint(_context: WebContext, req: Request, res: Response): Promise<void> {
  res.json(await touchpoints.get(readForm(params, req.params).key));
}

export async function putSurvey(context: WebContext, req: Request, res: Response): Promise<void> {
  const { key } = readForm(params, req.params);
  const { survey, isCreated } = await publishSurvey(key, readForm(surveyForm, req.body), context.clock.now());
  res.status(isCreated ? 201 : 200).json(await present(survey));
}

export async function listSurveys(_context: WebContext, _req: Request, res: Response): Promise<void> {
  res.json({ items: await Promise.all((await surveys.list()).map(present)) });
}

export async function getSurvey(_context: WebContext, req: Request, res: Response): Promise<void> {
  res.json(await present(await surveys.get(readForm(params, req.params).key)));
}

export async function putTrigger(context: WebContext, req: Request, res: Response): Promise<void> {
  const { key } = readForm(params, req.params);
  const isCreated = await saveTrigger({ key, ...readForm(triggerForm, req.body) }, context.clock.now());
  res.status(isCreated ? 201 : 200).json(await triggers.get(key));
}

export async function listTriggers(_context: WebContext, _req: Request, res: Response): Promise<void> {
  res.json({ items: await triggers.list() });
}

export async function getTrigger(_context: WebContext, req: Request, res: Response): Promise<void> {
  res.json(await triggers.get(readForm(params, req.params).key));
}

async function present(survey: Survey) {
  return presentSurvey(survey, await surveyVersions.get(survey.key, survey.version));
}
