import type { Request, Response } from "express";
import { brandOf } from "../../domain/brands/brandOf.js";
import { composeSample } from "../../domain/delivery/composeSample.js";
import { personalise } from "../../domain/surveys/personalise.js";
import { languageOf } from "../../domain/surveys/rules.js";
import type { SurveyContent } from "../../records/survey.js";
import type { Trigger } from "../../records/trigger.js";
import { readPreview, type PreviewWish } from "../forms/surveyEditorForm.js";
import { contentOf, readDraft } from "../forms/surveyPageForm.js";
import { presentMailDocument } from "../presenters/outboxPage.js";
import { notesAboutQuestion, presentDraftPage, presentSms } from "../presenters/surveyDraftPreview.js";
import { presentBrand } from "../respondent/presentBrand.js";
import { userOf } from "../session.js";
import type { WebContext } from "../webContext.js";

/** A mail brings styles of its own. Its links open nothing: they are samples. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data: https:; frame-ancestors 'self'; sandbox";

/** What stands in the form, as customers would see it: for the frame beside the form. Stores nothing. */
export async function previewDraft(context: WebContext, req: Request, res: Response): Promise<void> {
  const draft = readDraft(req.body);
  const wish = readPreview(req.body, draft);
  const content = contentOf(draft, null);
  const html = await renderPreview(context, { req, res }, content, wish);
  if (wish.view === "email") res.set("Content-Security-Policy", MAIL_POLICY);
  res.type("html").send(html);
}

/** Of several touchpoints, whose brands may differ, the first: a preview shows one. */
export function askingTouchpoint(survey: string, all: Trigger[]): string | null {
  return all.find((trigger) => trigger.survey === survey)?.touchpoint ?? null;
}

/** A whole document: the page, the mail or the SMS. */
export async function renderPreview(
  context: WebContext,
  { req, res }: { req: Request; res: Response },
  written: SurveyContent,
  wish: PreviewWish,
): Promise<string> {
  const now = context.clock.now();
  const brand = await brandOf(context, wish.touchpoint, now);
  const { name } = userOf(req);
  const content = personalise(written, { brand, customer: { name } });
  const branded = presentBrand(res, brand); // also for the mail: its frame has no policy of its own in the form
  const render = (view: string, data: object) =>
    renderText(res, view, { layout: "respondent", ...branded, ...data });
  if (wish.view === "page") {
    const { view, page } = presentDraftPage(content, wish, { now, zone: context.reportingZone });
    return render(view, page);
  }
  const language = languageOf(content, [wish.language]);
  const sample = composeSample(context, { content, language, channel: wish.view, name, brand }, now);
  if (wish.view === "email") return presentMailDocument(sample.html ?? "");
  const notes = notesAboutQuestion(content, wish.language, language);
  return render("respondent/smsPreview", presentSms(sample.text, language, notes));
}

function renderText(res: Response, view: string, data: object): Promise<string> {
  return new Promise((resolve, reject) =>
    res.render(view, data, (error, html) => (error ? reject(error) : resolve(html))),
  );
}
