import type { Request, Response } from "express";
import { z } from "zod";
import { brandOf } from "../../domain/brands/brandOf.js";
import { isScore } from "../../domain/metrics/rules.js";
import { personalise } from "../../domain/surveys/personalise.js";
import { languageOf } from "../../domain/surveys/rules.js";
import * as surveys from "../../store/surveys.js";
import * as surveyVersions from "../../store/surveyVersions.js";
import * as triggers from "../../store/triggers.js";
import { locale } from "../forms/fields.js";
import { presentSurveyPreview } from "../presenters/surveyPreview.js";
import { presentBrand } from "../respondent/presentBrand.js";
import type { WebContext } from "../webContext.js";
import { askingTouchpoint } from "./surveyDrafts.js";

const previewQuery = z.object({
  language: locale.default("en").catch("en"),
  version: z.coerce.number().int().min(1).optional().catch(undefined),
  at: z.string().max(100).optional().catch(undefined),
  score: z.coerce.number().int().optional().catch(undefined),
});

/** The page as a customer sees it. Nothing on it can be sent, and no invitation is made for it. */
export async function previewSurvey(context: WebContext, req: Request, res: Response): Promise<void> {
  const survey = await surveys.get(String(req.params["key"]));
  const query = previewQuery.parse(req.query);
  const touchpoint = askingTouchpoint(survey.key, await triggers.list());
  const brand = await brandOf(context, touchpoint, context.clock.now());
  const frozen = await surveyVersions.get(survey.key, query.version ?? survey.version);
  const version = personalise(frozen, { brand }); // as a customer of whom nothing is known
  const language = languageOf(version, [query.language]);
  const about = { version, language, now: context.clock.now() };
  const score = query.score !== undefined && isScore(version.metric, query.score) ? query.score : null;
  const shown = { score, at: query.at ?? null };
  const { view, page } = presentSurveyPreview(about, shown, context.reportingZone);
  res.render(view, { layout: "respondent", ...presentBrand(res, brand), ...page });
}
