import type { Request, Response } from "express";
import { z } from "zod";
import { brandOf, defaultBrand, type AskingBrand } from "../../domain/brands/brandOf.js";
import { isScore } from "../../domain/metrics/rules.js";
import { recordOpening } from "../../domain/responses/recordOpening.js";
import { submitResponse } from "../../domain/responses/submitResponse.js";
import { namesCustomer, personalise } from "../../domain/surveys/personalise.js";
import { interfaceLanguage, languageOf, textsIn } from "../../domain/surveys/rules.js";
import { regionalLocale } from "../../lib/locale.js";
import type { Collector } from "../../records/collector.js";
import type { Invitation } from "../../records/invitation.js";
import type { SurveyVersion } from "../../records/survey.js";
import * as collectors from "../../store/collectors.js";
import * as customers from "../../store/customers.js";
import * as erasures from "../../store/erasures.js";
import * as invitations from "../../store/invitations.js";
import * as responses from "../../store/responses.js";
import * as surveyVersions from "../../store/surveyVersions.js";
import { presentAtCollector } from "../presenters/collectorPage.js";
import { MAX_COMMENT, spokenText } from "../forms/spokenText.js";
import { readStep } from "../forms/stepForm.js";
import { presentSurveyPage, type PageState } from "../presenters/surveyPage.js";
import { presentBrand } from "./presentBrand.js";
import { renderNotice } from "./renderNotice.js";
import type { WebContext } from "../webContext.js";
import { frameForCollector } from "./collectorFrame.js";
import { acceptedLanguages, languageOfRequest } from "./languageOfRequest.js";
import { originOf } from "./originOf.js";
import { startForNextPerson } from "./kioskVisit.js";
import { goOnAfterScore, hasQuestions, showStep, submitStep } from "./steps.js";
import { isViewOf, signView } from "./view.js";

interface Opened {
  invitation: Invitation;
  version: SurveyVersion;
  language: string;
  brand: AskingBrand;
  locale: string;
  /** Where somebody answers whom nobody invited. */
  collector: Collector | null;
}

/** The page of a link. Reading it stores no answer, whatever the link carries. */
export async function showSurvey(context: WebContext, req: Request, res: Response): Promise<void> {
  const opened = await open(context, req, res);
  if (!opened) return;
  const start = startForNextPerson(context, req, opened);
  if (start) return res.redirect(303, start);
  const now = context.clock.now();
  const score = readScore(opened.invitation, req.query["score"]);
  const origin = originOf(context, req);
  context.background.run("recordOpening", () => recordOpening(opened.invitation, { score, origin }, now));
  const hasMore = hasQuestions(opened.version);
  const isFirst = opened.invitation.state !== "answered" && !hasMore; // whose state may lag behind a tap just now
  const response = isFirst ? null : await responses.findByInvitation(opened.invitation.id);
  if (response && hasMore) return showStep(context, req, res, { opened, response });
  render(context, res, opened, { response, chosen: response ? null : score });
}

/** A button was pressed. Without a score (and without an earlier answer) nothing is stored. */
export async function submitSurvey(context: WebContext, req: Request, res: Response): Promise<void> {
  const opened = await open(context, req, res);
  if (!opened) return;
  const { invitation, language, version } = opened;
  if (!invitation.collector && (await erasures.find(invitation.customer)))
    return void notice(context, res, { status: 404, language, brand: opened.brand });
  const step = hasQuestions(version) ? readStep(req.body) : null;
  const before = step && (await responses.findByInvitation(invitation.id));
  if (step && before) return submitStep(context, res, { opened, response: before, form: step });
  const texts = textsIn(language).page;
  const form = readAnswer(invitation, req.body);
  const refuse = (problem: string) => {
    res.status(form.isValid ? 200 : 400);
    render(context, res, opened, {
      response: null,
      chosen: form.score ?? null,
      draft: form.comment,
      problem,
    });
  };
  if (!form.isValid)
    return refuse(form.fault === "comment" ? texts.commentTooLong(MAX_COMMENT) : texts.wrongScore);
  if (!isViewOf(context, invitation, form.view)) return refuse(texts.tapAgain);
  const answer = {
    language,
    origin: originOf(context, req),
    ...(form.score !== undefined && { score: form.score }),
    ...(form.comment !== undefined && { comment: form.comment }),
  };
  const response = await submitResponse(context, invitation, answer, context.clock.now());
  if (!response) return refuse(texts.wrongScore);
  const wasCommentAsked = form.comment !== undefined;
  if (hasQuestions(version)) return goOnAfterScore(context, res, { opened, response, wasCommentAsked });
  render(context, res, opened, { response, chosen: null });
}

/** Nobody can have this link. One that was tried before it was skipped may have arrived all the same. */
function wasNeverTried({ state, attempts }: Invitation): boolean {
  return state === "skipped" && attempts.length === 0;
}

/** The invitation of the link with its frozen survey; null after a friendly page was sent instead. */
async function open(context: WebContext, req: Request, res: Response): Promise<Opened | null> {
  const token = String(req.params["token"]);
  const invitation = /^[\w-]{22}$/.test(token) ? await invitations.findByToken(token) : null;
  if (!invitation || wasNeverTried(invitation))
    return notice(context, res, { status: 404, language: languageOfRequest(req) });
  const brand = await brandOf(context, invitation.touchpoint, context.clock.now());
  const frozen = await surveyVersions.get(invitation.survey, invitation.surveyVersion);
  const customer = namesCustomer(frozen) ? await customers.find(invitation.customer) : null;
  const version = personalise(frozen, { invitation, customer, brand });
  const wanted = [...(invitation.locale ? [invitation.locale] : []), ...acceptedLanguages(req)];
  const language = languageOf(version, wanted);
  const collector = invitation.collector ? await collectors.find(invitation.collector) : null;
  if (collector) frameForCollector(res, collector, language);
  if (invitation.state === "expired" || invitation.expiresAt <= context.clock.now())
    return notice(context, res, { status: 410, language, brand });
  return { invitation, version, language, locale: regionalLocale(language, wanted), brand, collector };
}

export function notice(
  context: WebContext,
  res: Response,
  { status, language, brand }: { status: 404 | 410; language: string; brand?: AskingBrand },
): null {
  const { expired, unknown } = textsIn(language);
  const spoken = interfaceLanguage([language]);
  renderNotice(res, {
    status,
    language: spoken,
    brand: brand ?? defaultBrand(context),
    ...(status === 410 ? expired : unknown),
  });
  return null;
}

export function render(context: WebContext, res: Response, opened: Opened, state: PageState): void {
  const { collector, language } = opened;
  const page = presentSurveyPage(opened, state, context.reportingZone);
  res.render("respondent/survey", {
    layout: "respondent",
    ...presentBrand(res, opened.brand),
    view: signView(context, opened.invitation),
    maxComment: MAX_COMMENT,
    ...(collector ? presentAtCollector(page, collector, language) : page),
  });
}

const answerForm = z.object({
  score: z.string().max(10).optional(),
  comment: spokenText.optional(),
  view: z.string().max(500).default(""),
});

interface AnswerForm {
  score?: number;
  comment?: string;
  view: string;
  isValid: boolean;
  fault?: "score" | "comment";
}

/** What the form's page was signed with; empty without it. */
export function readSignedView(body: unknown): string {
  return answerForm.safeParse(body ?? {}).data?.view ?? "";
}

export function readAnswer(invitation: Pick<Invitation, "metric">, body: unknown): AnswerForm {
  const parsed = answerForm.safeParse(body ?? {});
  if (!parsed.success) return { view: "", isValid: false, fault: "score" };
  const { comment, view } = parsed.data;
  const score = parsed.data.score === undefined ? undefined : readScore(invitation, parsed.data.score);
  const common = { view, ...(comment !== undefined && { comment }) };
  if (score === null) return { ...common, isValid: false, fault: "score" };
  const form = { ...common, ...(score !== undefined && { score }) };
  if ((comment?.length ?? 0) > MAX_COMMENT) return { ...form, isValid: false, fault: "comment" };
  return { ...form, isValid: true };
}

/** A score of the invitation's scale; null for anything else. */
export function readScore({ metric }: Pick<Invitation, "metric">, value: unknown): number | null {
  if (typeof value !== "string" || !/^\d{1,2}$/.test(value)) return null;
  return isScore(metric, Number(value)) ? Number(value) : null;
}
