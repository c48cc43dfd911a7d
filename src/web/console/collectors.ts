import type { Request, Response } from "express";
import { z } from "zod";
import { saveCollector } from "../../domain/collectors/saveCollector.js";
import { switchCollector } from "../../domain/collectors/switchCollector.js";
import { InvalidInput } from "../../lib/errors.js";
import { toQrPng, toQrSvg } from "../../lib/qrCode.js";
import type { Collector } from "../../records/collector.js";
import * as collectors from "../../store/collectors.js";
import * as surveys from "../../store/surveys.js";
import * as surveyVersions from "../../store/surveyVersions.js";
import * as touchpoints from "../../store/touchpoints.js";
import { readCollector, readNewCollector } from "../forms/collectorForm.js";
import {
  presentCollectorForm,
  presentCollectors,
  presentPoster,
  presentShare,
} from "../presenters/collectorPages.js";
import { collectorUrl } from "../presenters/collectorApi.js";
import { presentForm, type PresentedForm } from "../presenters/form.js";
import { leaveNotice } from "../session.js";
import type { WebContext } from "../webContext.js";

const one = z.string().max(100).optional().catch(undefined);
const newQuery = z.object({ touchpoint: one });
const posterQuery = z.object({ language: one });
const stateForm = z.object({ state: z.enum(["on", "off"]) });

export async function showCollectors(_context: WebContext, _req: Request, res: Response): Promise<void> {
  const [all, allSurveys, allTouchpoints] = await Promise.all([
    collectors.list(),
    surveys.list(),
    touchpoints.list(),
  ]);
  const facts = { collectors: all, surveys: allSurveys, touchpoints: allTouchpoints };
  res.render("console/collectors/list", presentCollectors(facts));
}

export async function showNewCollector(context: WebContext, req: Request, res: Response): Promise<void> {
  const { touchpoint } = newQuery.parse(req.query);
  await renderForm(context, res, presentForm({ touchpoint, kind: "link" }), null);
}

export async function createCollector(context: WebContext, req: Request, res: Response): Promise<void> {
  try {
    const collector = readNewCollector(req.body);
    await saveCollector(collector, context.clock.now(), { mustBeNew: true });
    leaveNotice(req, "Ready: it can be used at once.");
    res.redirect(303, `/collectors/${collector.key}`);
  } catch (error) {
    await refuse(context, req, res, { error, stored: null });
  }
}

export async function showCollectorPage(context: WebContext, req: Request, res: Response): Promise<void> {
  const collector = await load(req);
  await renderForm(
    context,
    res,
    presentForm({ ...collector, origins: collector.origins.join("\n") }),
    collector,
  );
}

export async function changeCollector(context: WebContext, req: Request, res: Response): Promise<void> {
  const stored = await load(req);
  try {
    await saveCollector({ key: stored.key, ...readCollector(req.body, stored) }, context.clock.now());
    leaveNotice(req, "Saved.");
    res.redirect(303, `/collectors/${stored.key}`);
  } catch (error) {
    await refuse(context, req, res, { error, stored });
  }
}

export async function changeCollectorState(context: WebContext, req: Request, res: Response): Promise<void> {
  const collector = await load(req);
  const form = stateForm.safeParse(req.body);
  if (!form.success) throw new InvalidInput("Choose on or off.");
  const isActive = form.data.state === "on";
  await switchCollector(collector, isActive, context.clock.now());
  leaveNotice(
    req,
    isActive ? "Switched on." : "Switched off: people are told that nothing is asked here now.",
  );
  res.redirect(303, `/collectors/${collector.key}`);
}

export async function sendQrSvg(context: WebContext, req: Request, res: Response): Promise<void> {
  res.type("svg").send(await toQrSvg(collectorUrl(await load(req), context.baseUrl)));
}

export async function sendQrPng(context: WebContext, req: Request, res: Response): Promise<void> {
  res.type("png").send(await toQrPng(collectorUrl(await load(req), context.baseUrl)));
}

export async function showPoster(context: WebContext, req: Request, res: Response): Promise<void> {
  const collector = await load(req);
  const { language } = posterQuery.parse(req.query);
  const survey = await surveys.get(collector.survey);
  const version = await surveyVersions.get(survey.key, survey.version);
  const { baseUrl, brandName: brand } = context;
  res.render("console/collectors/poster", {
    layout: "poster",
    brand,
    ...presentPoster(collector, version, { language, baseUrl }),
  });
}

function load(req: Request): Promise<Collector> {
  return collectors.get(String(req.params["key"]));
}

/** The form again, with what was typed and what is wrong with it. */
async function refuse(
  context: WebContext,
  req: Request,
  res: Response,
  { error, stored }: { error: unknown; stored: Collector | null },
): Promise<void> {
  if (!(error instanceof InvalidInput)) throw error;
  res.status(400);
  await renderForm(context, res, presentForm(req.body as object, error.fields), stored);
}

async function renderForm(
  context: WebContext,
  res: Response,
  form: PresentedForm,
  stored: Collector | null,
): Promise<void> {
  const choices = { touchpoints: await touchpoints.list(), surveys: await surveys.list() };
  const share = stored && presentShare(stored, await surveys.get(stored.survey), context.baseUrl);
  res.render("console/collectors/form", { ...presentCollectorForm(form, stored, choices), share });
}
