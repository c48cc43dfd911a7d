import type { Request, Response } from "express";
import { publishSurvey } from "../../domain/surveys/publishSurvey.js";
import { setSurveyState } from "../../domain/surveys/setSurveyState.js";
import { Conflict, InvalidInput, type FieldError } from "../../lib/errors.js";
import type { Survey } from "../../records/survey.js";
import * as surveys from "../../store/surveys.js";
import * as surveyVersions from "../../store/surveyVersions.js";
import * as triggers from "../../store/triggers.js";
import { readForm } from "../forms/readForm.js";
import {
  emptyDraft,
  isPublishing,
  keyOfNew,
  readContent,
  readDraft,
  rebase,
  surveyStateForm,
  toDraft,
  type SurveyDraft,
} from "../forms/surveyPageForm.js";
import { presentForm } from "../presenters/form.js";
import { presentSurveyForm, presentSurveys, type FormState } from "../presenters/surveyPages.js";
import { leaveNotice } from "../session.js";
import type { WebContext } from "../webContext.js";

const SHOWN_VERSIONS = 50;

export async function showSurveys(_context: WebContext, _req: Request, res: Response): Promise<void> {
  const [all, allTriggers] = await Promise.all([surveys.list(), triggers.list()]);
  const withContent = await Promise.all(
    all.map(async (survey) => ({ survey, content: await surveyVersions.get(survey.key, survey.version) })),
  );
  res.render("console/surveys/list", presentSurveys(withContent, allTriggers));
}

export async function showNewSurvey(context: WebContext, _req: Request, res: Response): Promise<void> {
  await renderForm(context, res, { draft: emptyDraft(), survey: null });
}

export async function createSurvey(context: WebContext, req: Request, res: Response): Promise<void> {
  const draft = { ...readDraft(req.body), from: 0 };
  if (!isPublishing(req.body)) return renderForm(context, res, { draft, survey: null });
  const key = keyOfNew(draft);
  try {
    const content = readContent(draft, null);
    await publishSurvey(key, { content, from: 0 }, context.clock.now());
    leaveNotice(req, "Version 1 is live.");
    res.redirect(303, `/surveys/${key}`);
  } catch (error) {
    const isTaken = error instanceof Conflict;
    if (!isTaken && !(error instanceof InvalidInput)) throw error;
    const taken = [{ path: "key", message: `"${key}" is taken by another survey` }];
    res.status(400);
    await renderForm(context, res, { draft, survey: null, errors: toErrors(isTaken ? taken : error.fields) });
  }
}

export async function showSurveyForm(context: WebContext, req: Request, res: Response): Promise<void> {
  const survey = await surveys.get(String(req.params["key"]));
  await renderForm(context, res, { draft: await liveDraft(survey), survey });
}

export async function changeSurvey(context: WebContext, req: Request, res: Response): Promise<void> {
  const survey = await surveys.get(String(req.params["key"]));
  const draft = readDraft(req.body);
  const loaded = await surveyVersions.find(survey.key, draft.from);
  if (!isPublishing(req.body)) return renderForm(context, res, { draft, survey, loaded });
  try {
    const content = readContent(draft, loaded);
    const published = await publishSurvey(survey.key, { content, from: draft.from }, context.clock.now());
    const { version } = published.survey;
    leaveNotice(req, version === draft.from ? "Nothing changed." : `Version ${version} is live.`);
    res.redirect(303, `/surveys/${survey.key}`);
  } catch (error) {
    if (error instanceof Conflict) return renderOvertaken(context, res, draft, survey.key);
    if (!(error instanceof InvalidInput)) throw error;
    res.status(400);
    await renderForm(context, res, { draft, survey, loaded, errors: toErrors(error.fields) });
  }
}

export async function changeSurveyState(context: WebContext, req: Request, res: Response): Promise<void> {
  const key = String(req.params["key"]);
  const { state } = readForm(surveyStateForm, req.body);
  await setSurveyState(key, state, context.clock.now());
  leaveNotice(
    req,
    state === "live"
      ? "The survey is live."
      : "The survey is paused. Nobody is asked until it is live again.",
  );
  res.redirect(303, `/surveys/${key}`);
}

/** Somebody else published meanwhile: what was typed stays, and publishing it now is a decision. */
async function renderOvertaken(
  context: WebContext,
  res: Response,
  draft: SurveyDraft,
  key: string,
): Promise<void> {
  const survey = await surveys.get(key);
  const overtakenBy = await liveDraft(survey);
  res.status(409);
  await renderForm(context, res, { draft: rebase(draft, overtakenBy), survey, overtakenBy });
}

async function liveDraft({ key, version }: Survey): Promise<SurveyDraft> {
  return toDraft(key, version, await surveyVersions.get(key, version));
}

function toErrors(fields: FieldError[]): Record<string, string> {
  return presentForm({}, fields).errors;
}

async function renderForm(
  context: WebContext,
  res: Response,
  { draft, survey, ...state }: { draft: SurveyDraft; survey: Survey | null } & Partial<FormState>,
): Promise<void> {
  const stored = survey && {
    survey,
    content: await surveyVersions.get(survey.key, survey.version),
    versions: await surveyVersions.list(survey.key, SHOWN_VERSIONS),
    triggers: await triggers.list(),
  };
  const loaded = stored?.survey.version === draft.from ? stored.content : null;
  res.render(
    "console/surveys/form",
    presentSurveyForm(draft, { loaded, errors: {}, ...state }, stored, context.reportingZone),
  );
}
