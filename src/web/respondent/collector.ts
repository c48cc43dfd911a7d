import { fileURLToPath } from "node:url";
import type { Request, Response } from "express";
import { brandOf, type AskingBrand } from "../../domain/brands/brandOf.js";
import { collectResponse, type CollectorView } from "../../domain/collectors/collectResponse.js";
import { collectorLanguage, collectorTexts } from "../../domain/collectors/texts.js";
import { personalise } from "../../domain/surveys/personalise.js";
import { languageOf, textsIn } from "../../domain/surveys/rules.js";
import { newId } from "../../lib/ids.js";
import { isRightToLeft, regionalLocale } from "../../lib/locale.js";
import { readToken, signToken } from "../../lib/signedToken.js";
import type { Collector } from "../../records/collector.js";
import type { SurveyVersion } from "../../records/survey.js";
import * as collectors from "../../store/collectors.js";
import * as surveys from "../../store/surveys.js";
import * as surveyVersions from "../../store/surveyVersions.js";
import { MAX_COMMENT } from "../forms/spokenText.js";
import { countAnswer } from "../middleware/answerLimit.js";
import { presentAtCollector } from "../presenters/collectorPage.js";
import { presentSurveyPage, type PageState } from "../presenters/surveyPage.js";
import type { WebContext } from "../webContext.js";
import { frameForCollector } from "./collectorFrame.js";
import { acceptedLanguages, languageOfRequest } from "./languageOfRequest.js";
import { presentBrand } from "./presentBrand.js";
import { goOnAfterScore, hasQuestions } from "./steps.js";
import { notice, readAnswer, readScore, render } from "./survey.js";

const EMBED_SCRIPT = fileURLToPath(new URL("../../../public/embed.js", import.meta.url));

const PURPOSE = "collector view";

interface Opened {
  collector: Collector;
  version: SurveyVersion;
  language: string;
  brand: AskingBrand;
}

/** The survey for whoever comes along. Reading it stores nothing at all. */
export async function showCollector(context: WebContext, req: Request, res: Response): Promise<void> {
  const opened = await open(context, req, res);
  if (opened)
    renderStart(context, res, opened, {
      response: null,
      chosen: readScore(opened.version, req.query["score"]),
    });
}

/** A score was pressed: from here on the page is that of an invitation, /s/TOKEN. */
export async function submitCollector(context: WebContext, req: Request, res: Response): Promise<void> {
  const opened = await open(context, req, res);
  if (!opened) return;
  const form = readAnswer(opened.version, req.body);
  const view = await readView(context, opened.collector, form.view);
  const { score, comment } = form;
  if (!form.isValid || !view || score === undefined)
    return refuse(context, res, opened, { ...form, isOurs: view !== null });
  const wait = await countAnswer(req, opened.collector.key);
  if (wait !== null) return refuseMany(res, opened, wait);
  const wanted = acceptedLanguages(req);
  const language = languageOf(view.version, wanted);
  const answer = { score, language, ...(comment !== undefined && { comment }) };
  const collected = await collectResponse(context, view, answer, context.clock.now());
  if (!collected) return res.redirect(303, `/c/${opened.collector.token}`);
  const { invitation, response } = collected;
  const locale = regionalLocale(language, wanted);
  const { collector, brand } = opened;
  const version = personalise(view.version, { invitation, brand });
  const answered = { invitation, version, language, locale, brand, collector };
  const wasCommentAsked = comment !== undefined;
  if (hasQuestions(version))
    return goOnAfterScore(context, res, { opened: answered, response, wasCommentAsked });
  render(context, res, answered, { response, chosen: null, isNew: true });
}

/** The script of a website's snippet, at an address that is short and never changes. */
export function sendEmbedScript(_context: WebContext, _req: Request, res: Response): void {
  res.set("Cross-Origin-Resource-Policy", "cross-origin"); // it is there for other people's pages
  res.sendFile(EMBED_SCRIPT, { maxAge: "1h" });
}

/** The collector with the live version of its survey; null after a friendly page was sent instead. */
async function open(context: WebContext, req: Request, res: Response): Promise<Opened | null> {
  const token = String(req.params["token"]);
  const collector = /^[\w-]{22}$/.test(token) ? await collectors.findByToken(token) : null;
  if (!collector) return notice(context, res, { status: 404, language: languageOfRequest(req) });
  const survey = await surveys.get(collector.survey);
  if (!collector.isActive || survey.state === "paused") return closed(context, req, res, collector);
  const brand = await brandOf(context, collector.touchpoint, context.clock.now());
  const frozen = await surveyVersions.get(survey.key, survey.version);
  const version = personalise(frozen, { brand });
  const language = languageOf(version, acceptedLanguages(req));
  frameForCollector(res, collector, language);
  return { collector, version, language, brand };
}

async function closed(context: WebContext, req: Request, res: Response, collector: Collector): Promise<null> {
  const brand = await brandOf(context, collector.touchpoint, context.clock.now());
  const language = collectorLanguage(acceptedLanguages(req));
  frameForCollector(res, collector, language);
  res.locals["collector"] = { ...res.locals["collector"], reset: null, isClosed: true };
  say(res, brand, { status: 410, language, ...collectorTexts(language).closed });
  return null;
}

function refuseMany(res: Response, { language, brand }: Opened, seconds: number): void {
  res.set("Retry-After", String(seconds));
  say(res, brand, { status: 429, language, ...collectorTexts(language).tooMany });
}

function say(
  res: Response,
  brand: AskingBrand,
  { status, language, ...texts }: { status: number; language: string; title: string; text: string },
): void {
  const direction = isRightToLeft(language) ? "rtl" : "ltr";
  const page = { layout: "respondent", language, direction, ...presentBrand(res, brand), ...texts };
  res.status(status).render("respondent/notice", page);
}

/** The page again with what is wrong; nothing was stored. */
function refuse(
  context: WebContext,
  res: Response,
  opened: Opened,
  form: ReturnType<typeof readAnswer> & { isOurs: boolean },
): void {
  const texts = textsIn(opened.language).page;
  const isScoreFine = form.isValid && form.score !== undefined;
  const fault = form.fault === "comment" ? texts.commentTooLong(MAX_COMMENT) : texts.wrongScore;
  res.status(form.isValid ? 200 : 400);
  renderStart(context, res, opened, {
    response: null,
    chosen: form.score ?? null,
    draft: form.comment,
    problem: isScoreFine && !form.isOurs ? texts.tapAgain : fault,
  });
}

/** Every showing has a random of its own in its form, which becomes the invitation's id if it is answered. */
function renderStart(context: WebContext, res: Response, opened: Opened, state: PageState): void {
  const { collector, version, language } = opened;
  const now = context.clock.now();
  const invitation = { token: collector.token, expiresAt: now };
  const page = presentSurveyPage({ invitation, version, language }, state, context.reportingZone);
  const payload = [collector.key, newId(now), version.survey, version.version].join(" ");
  res.render("respondent/survey", {
    layout: "respondent",
    ...presentBrand(res, opened.brand),
    view: signToken(context.secret, PURPOSE, payload),
    maxComment: MAX_COMMENT,
    ...presentAtCollector(page, collector, language),
    action: `/c/${collector.token}`,
  });
}

/** What the form's page asked; null when it was no page of ours for this collector. */
async function readView(
  context: WebContext,
  collector: Collector,
  view: string,
): Promise<CollectorView | null> {
  const [key, id, survey, version] = readToken(context.secret, PURPOSE, view)?.split(" ") ?? [];
  if (!id || !survey || key !== collector.key) return null;
  const shown = await surveyVersions.find(survey, Number(version));
  return shown && { id, collector, version: shown };
}
