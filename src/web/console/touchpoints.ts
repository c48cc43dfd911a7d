import type { Request, Response } from "express";
import { saveTouchpoint } from "../../domain/touchpoints/saveTouchpoint.js";
import { InvalidInput } from "../../lib/errors.js";
import type { Touchpoint } from "../../records/touchpoint.js";
import * as brands from "../../store/brands.js";
import * as collectors from "../../store/collectors.js";
import * as surveys from "../../store/surveys.js";
import * as touchpoints from "../../store/touchpoints.js";
import * as triggers from "../../store/triggers.js";
import { readFields } from "../forms/pageFields.js";
import { readNewTouchpoint, readTouchpoint } from "../forms/touchpointPageForm.js";
import { presentCollectorList } from "../presenters/collectorPages.js";
import { presentForm, type PresentedForm } from "../presenters/form.js";
import { presentTouchpointForm, presentTouchpoints } from "../presenters/touchpointPages.js";
import { namesOf } from "../presenters/triggerPages.js";
import { leaveNotice } from "../session.js";
import type { WebContext } from "../webContext.js";

export async function showTouchpoints(_context: WebContext, _req: Request, res: Response): Promise<void> {
  const [all, allTriggers, allSurveys, others] = await Promise.all([
    touchpoints.list(),
    triggers.list(),
    surveys.list(),
    collectors.list(),
  ]);
  const names = namesOf({ touchpoints: all, surveys: allSurveys });
  const collectorsOf = (key: string) =>
    presentCollectorList(
      others.filter(({ touchpoint }) => touchpoint === key),
      allSurveys,
    );
  const asking = { triggers: allTriggers, names, collectorsOf };
  res.render("console/touchpoints/list", presentTouchpoints(all, asking));
}

export async function showNewTouchpoint(_context: WebContext, _req: Request, res: Response): Promise<void> {
  await renderForm(res, presentForm({}), null);
}

export async function createTouchpoint(context: WebContext, req: Request, res: Response): Promise<void> {
  try {
    const touchpoint = readNewTouchpoint(req.body);
    await saveTouchpoint(touchpoint, context.clock.now(), { mustBeNew: true });
    leaveNotice(req, `${touchpoint.name} is on the journey.`);
    res.redirect(303, "/touchpoints");
  } catch (error) {
    await refuse(req, res, error, null);
  }
}

export async function showTouchpoint(_context: WebContext, req: Request, res: Response): Promise<void> {
  const touchpoint = await touchpoints.get(String(req.params["key"]));
  await renderForm(res, presentForm(touchpoint), touchpoint);
}

export async function changeTouchpoint(context: WebContext, req: Request, res: Response): Promise<void> {
  const touchpoint = await touchpoints.get(String(req.params["key"]));
  try {
    const { key } = touchpoint;
    await saveTouchpoint({ key, ...readTouchpoint(req.body) }, context.clock.now());
    leaveNotice(req, "Saved.");
    res.redirect(303, `/touchpoints/${key}`);
  } catch (error) {
    await refuse(req, res, error, touchpoint);
  }
}

/** The form again, with what was typed and what is wrong with it. */
async function refuse(req: Request, res: Response, error: unknown, stored: Touchpoint | null): Promise<void> {
  if (!(error instanceof InvalidInput)) throw error;
  res.status(400);
  await renderForm(res, presentForm(readFields(req.body), error.fields), stored);
}

async function renderForm(res: Response, form: PresentedForm, stored: Touchpoint | null): Promise<void> {
  const others = stored ? await collectors.list({ touchpoint: stored.key }) : [];
  const lists = {
    brands: await brands.list(),
    collectors: presentCollectorList(others, await surveys.list()),
  };
  res.render("console/touchpoints/form", presentTouchpointForm(form, stored, lists));
}
