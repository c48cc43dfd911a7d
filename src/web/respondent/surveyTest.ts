import type { Request, Response } from "express";
import { brandOf, defaultBrand, type AskingBrand } from "../../domain/brands/brandOf.js";
import { isScore } from "../../domain/metrics/rules.js";
import { personalise } from "../../domain/surveys/personalise.js";
import { textsIn } from "../../domain/surveys/rules.js";
import { isRightToLeft } from "../../lib/locale.js";
import type { SurveyContent } from "../../records/survey.js";
import type { SurveyTest } from "../../records/surveyTest.js";
import * as surveyTests from "../../store/surveyTests.js";
import * as users from "../../store/users.js";
import { MAX_COMMENT } from "../forms/spokenText.js";
import { presentSurveyPage } from "../presenters/surveyPage.js";
import type { WebContext } from "../webContext.js";
import { languageOfRequest } from "./languageOfRequest.js";
import { maskAddress } from "./optOut.js";
import { presentBrand } from "./presentBrand.js";
import { hasQuestions } from "./steps.js";
import { walkOn } from "./surveyTestSteps.js";

const NOTE = "This is a test. Nothing that you press here is stored.";

/** The page of a test mail's link: as a customer sees it, with what stood in the editor. */
export async function showSurveyTest(context: WebContext, req: Request, res: Response): Promise<void> {
  const test = await open(context, req, res);
  if (!test) return;
  await renderPage(context, res, test, { chosen: readScore(test, req.query["score"]), given: null });
}

/** The thank-you for the score that was pressed, which is nowhere but in the address of the next form. */
export async function submitSurveyTest(context: WebContext, req: Request, res: Response): Promise<void> {
  const test = await open(context, req, res);
  if (!test) return;
  const { score, comment } = (req.body ?? {}) as { score?: unknown; comment?: unknown };
  const given = readScore(test, score) ?? readScore(test, req.query["given"]);
  const said = typeof comment === "string" ? comment.slice(0, MAX_COMMENT) : null;
  if (hasQuestions(test.content)) {
    const opened = { test, ...(await fill(context, test)), note: NOTE, zone: context.reportingZone };
    if (walkOn(res, opened, { score: readScore(test, score), comment: said, body: req.body })) return;
  }
  await renderPage(context, res, test, { chosen: null, given, comment: said ?? "" });
}

/** The opt-out page of a test mail; its button changes nothing either, and mail programs may press it. */
export async function showOptOutTest(context: WebContext, req: Request, res: Response): Promise<void> {
  const test = await open(context, req, res);
  if (!test) return;
  const { language } = test;
  const texts = textsIn(language).optOut;
  const user = await users.find(test.user);
  const address = maskAddress(user?.email ?? "");
  const brand = await brandIn(context, test);
  const isDone = req.method === "POST";
  res.render("respondent/optOut", {
    layout: "respondent",
    ...saying(language),
    ...presentBrand(res, brand),
    title: texts.title,
    testNote: NOTE,
    message: isDone ? texts.done(brand.name, address) : texts.question(brand.name, address),
    button: isDone ? null : texts.button,
  });
}

async function open(context: WebContext, req: Request, res: Response): Promise<SurveyTest | null> {
  const token = String(req.params["token"]);
  const test = /^[\w-]{22}$/.test(token) ? await surveyTests.find(token, context.clock.now()) : null;
  if (test) return test;
  const language = languageOfRequest(req);
  res.status(404).render("respondent/notice", {
    layout: "respondent",
    ...saying(language),
    ...presentBrand(res, defaultBrand(context)),
    ...textsIn(language).unknown,
  });
  return null;
}

function brandIn(context: WebContext, { touchpoint }: SurveyTest): Promise<AskingBrand> {
  return brandOf(context, touchpoint ?? null, context.clock.now());
}

async function renderPage(
  context: WebContext,
  res: Response,
  test: SurveyTest,
  { chosen, given, comment = "" }: { chosen: number | null; given: number | null; comment?: string },
): Promise<void> {
  const { token, language, expiresAt } = test;
  const { brand, version } = await fill(context, test);
  const invitation = { token: `test-${token}${given === null ? "" : `?given=${given}`}`, expiresAt };
  const response = given === null ? null : { score: given, comment };
  res.render("respondent/survey", {
    layout: "respondent",
    ...presentBrand(res, brand),
    testNote: NOTE,
    maxComment: MAX_COMMENT,
    ...presentSurveyPage({ invitation, version, language }, { response, chosen }, context.reportingZone),
  });
}

/** The brand, and the texts as they speak to whoever sent it to themselves. */
async function fill(
  context: WebContext,
  test: SurveyTest,
): Promise<{ brand: AskingBrand; version: SurveyContent }> {
  const brand = await brandIn(context, test);
  return { brand, version: personalise(test.content, { brand, customer: await users.find(test.user) }) };
}

function saying(language: string): { language: string; direction: string } {
  return { language, direction: isRightToLeft(language) ? "rtl" : "ltr" };
}

function readScore({ content }: SurveyTest, value: unknown): number | null {
  if (typeof value !== "string" || !/^\d{1,2}$/.test(value)) return null;
  return isScore(content.metric, Number(value)) ? Number(value) : null;
}
