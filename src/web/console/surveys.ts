import type { Request, Response } from "express";
import { sendTest } from "../../domain/delivery/sendTest.js";
import { publishSurvey } from "../../domain/surveys/publishSurvey.js";
import { setSurveyState } from "../../domain/surveys/setSurveyState.js";
import { contentHash } from "../../lib/canonicalJson.js";
import { Conflict, InvalidInput, type FieldError } from "../../lib/errors.js";
import type { Survey, SurveyContent } from "../../records/survey.js";
import * as surveys from "../../store/surveys.js";
import * as surveyVersions from "../../store/surveyVersions.js";
import * as triggers from "../../store/triggers.js";
import { readForm } from "../forms/readForm.js";
import { readPreview, reviewedHash, useStandardQuestion, wishOf } from "../forms/surveyEditorForm.js";
import {
  contentOf,
  emptyDraft,
  keyOfNew,
  readContent,
  readDraft,
  rebase,
  surveyStateForm,
  toDraft,
  type SurveyDraft,
} from "../forms/surveyPageForm.js";
import { presentForm } from "../presenters/form.js";
import {
  presentDefaultLanguage,
  presentMissing,
  presentPreview,
  presentReview,
} from "../presenters/surveyEditor.js";
import { presentSurveyForm, presentSurveys, type FormState } from "../presenters/surveyPages.js";
import { languageName } from "../presenters/surveyWords.js";
import { leaveNotice, userOf } from "../session.js";
import type { WebContext } from "../webContext.js";
import { askingTouchpoint, renderPreview } from "./surveyDrafts.js";

const SHOWN_VERSIONS = 50;

export async function showSurveys(_context: WebContext, _req: Request, res: Response): Promise<void> {
  const [all, allTriggers] = await Promise.all([surveys.list(), triggers.list()]);
  const withContent = await Promise.all(
    all.map(async (survey) => ({ survey, content: await surveyVersions.get(survey.key, survey.version) })),
  );
  res.render("console/surveys/list", presentSurveys(withContent, allTriggers));
}

export async function showNewSurvey(context: WebContext, req: Request, res: Response): Promise<void> {
  await renderForm(context, { req, res }, { draft: emptyDraft(), survey: null });
}

export async function createSurvey(context: WebContext, req: Request, res: Response): Promise<void> {
  const web = { req, res };
  const draft = { ...readDraft(req.body), from: 0 };
  const wish = wishOf(req.body);
  if (wish === "edit") return renderEdited(context, web, { draft, survey: null });
  const key = keyOfNew(draft);
  try {
    const content = readContent(draft, null);
    if (wish === "test") return await mailTest(context, web, content, { draft, survey: null });
    await publishSurvey(key, { content, from: 0 }, context.clock.now());
    leaveNotice(req, "Version 1 is live.");
    res.redirect(303, `/surveys/${key}`);
  } catch (error) {
    const isTaken = error instanceof Conflict;
    if (!isTaken && !(error instanceof InvalidInput)) throw error;
    const taken = [{ path: "key", message: `"${key}" is taken by another survey` }];
    res.status(400);
    await renderForm(context, web, { draft, survey: null, errors: toErrors(isTaken ? taken : error.fields) });
  }
}

export async function showSurveyForm(context: WebContext, req: Request, res: Response): Promise<void> {
  const survey = await surveys.get(String(req.params["key"]));
  await renderForm(context, { req, res }, { draft: await liveDraft(survey), survey });
}

/** Publishing shows first what changes; what was changed after that is shown again. */
export async function changeSurvey(context: WebContext, req: Request, res: Response): Promise<void> {
  const web = { req, res };
  const survey = await surveys.get(String(req.params["key"]));
  const draft = readDraft(req.body);
  const loaded = await surveyVersions.find(survey.key, draft.from);
  const wish = wishOf(req.body);
  if (wish === "edit") return renderEdited(context, web, { draft, survey, loaded });
  try {
    const content = readContent(draft, loaded);
    if (wish === "test") return await mailTest(context, web, content, { draft, survey, loaded });
    const reviewed = reviewedHash(req.body);
    const isSecondLook = reviewed !== "" && reviewed !== contentHash(content);
    if (survey.version === draft.from && (wish === "review" || isSecondLook))
      return await renderForm(context, web, { draft, survey, loaded, review: { content, isSecondLook } });
    if (wish === "review") return await renderOvertaken(context, web, draft, survey.key);
    const published = await publishSurvey(survey.key, { content, from: draft.from }, context.clock.now());
    const { version } = published.survey;
    leaveNotice(req, version === draft.from ? "Nothing changed." : `Version ${version} is live.`);
    res.redirect(303, `/surveys/${survey.key}`);
  } catch (error) {
    if (error instanceof Conflict) return renderOvertaken(context, web, draft, survey.key);
    if (!(error instanceof InvalidInput)) throw error;
    res.status(400);
    await renderForm(context, web, { draft, survey, loaded, errors: toErrors(error.fields) });
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

interface Web {
  req: Request;
  res: Response;
}

/** The form with something more in it: a language, other categories, a standard question. */
async function renderEdited(context: WebContext, web: Web, shown: Shown): Promise<void> {
  const edited = useStandardQuestion(web.req.body, shown.draft, context.brandName);
  await renderForm(context, web, { ...shown, ...edited });
}

/** Mails what stands in the form to the person who wrote it, and shows the form again as it was. */
async function mailTest(context: WebContext, web: Web, content: SurveyContent, shown: Shown): Promise<void> {
  const user = userOf(web.req);
  const { language, touchpoint } = readPreview(web.req.body, shown.draft);
  const about = { content, language, touchpoint, user };
  const isSent = await sendTest(context, context.channels.email, about, context.clock.now());
  if (!isSent) web.res.status(502);
  const waits = context.outboxChannels.includes("email") ? " It waits in the outbox." : "";
  await renderForm(context, web, {
    ...shown,
    ...(isSent
      ? { notice: `A test in ${languageName(language)} was sent to ${user.email}.${waits}` }
      : { problem: `The test to ${user.email} was not taken by the mail server. Nothing of yours is lost.` }),
  });
}

/** Somebody else published meanwhile: what was typed stays, and publishing it now is a decision. */
async function renderOvertaken(
  context: WebContext,
  web: Web,
  draft: SurveyDraft,
  key: string,
): Promise<void> {
  const survey = await surveys.get(key);
  const overtakenBy = await liveDraft(survey);
  web.res.status(409);
  await renderForm(context, web, { draft: rebase(draft, overtakenBy), survey, overtakenBy });
}

async function liveDraft({ key, version }: Survey): Promise<SurveyDraft> {
  return toDraft(key, version, await surveyVersions.get(key, version));
}

function toErrors(fields: FieldError[]): Record<string, string> {
  return presentForm({}, fields).errors;
}

interface Shown extends Partial<FormState> {
  draft: SurveyDraft;
  survey: Survey | null;
  /** What is about to be published, to be read before. */
  review?: { content: SurveyContent; isSecondLook: boolean };
  notice?: string;
  problem?: string;
}

async function renderForm(
  context: WebContext,
  { req, res }: Web,
  { draft, survey, review, notice, problem, ...state }: Shown,
): Promise<void> {
  const stored = survey && {
    survey,
    content: await surveyVersions.get(survey.key, survey.version),
    versions: await surveyVersions.list(survey.key, SHOWN_VERSIONS),
    triggers: await triggers.list(),
  };
  const loaded = stored?.survey.version === draft.from ? stored.content : null;
  const content = contentOf(draft, loaded);
  const touchpoint = stored && askingTouchpoint(survey.key, stored.triggers);
  const wish = { ...readPreview(req.body, draft), touchpoint };
  const form = { loaded, errors: {}, brand: context.brandName, ...state };
  res.render("console/surveys/form", {
    ...presentSurveyForm(draft, form, stored, context.reportingZone),
    preview: presentPreview(draft, wish, await renderPreview(context, { req, res }, content, wish)),
    defaultLanguage: presentDefaultLanguage(draft, content),
    missing: presentMissing(content),
    review:
      review &&
      stored &&
      presentReview(stored.content, review.content, {
        reviewed: contentHash(review.content),
        isSecondLook: review.isSecondLook,
      }),
    ...(notice && { notice }),
    problem,
  });
}
