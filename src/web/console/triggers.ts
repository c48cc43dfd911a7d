import type { Request, Response } from "express";
import { saveTrigger } from "../../domain/triggers/saveTrigger.js";
import { InvalidInput } from "../../lib/errors.js";
import type { Trigger } from "../../records/trigger.js";
import * as surveys from "../../store/surveys.js";
import * as touchpoints from "../../store/touchpoints.js";
import * as triggers from "../../store/triggers.js";
import { readFields } from "../forms/pageFields.js";
import { readNewTrigger, readTrigger, toFields } from "../forms/triggerPageForm.js";
import { presentForm, type PresentedForm } from "../presenters/form.js";
import {
  missingOf,
  NEW_TRIGGER,
  presentTriggerForm,
  presentTriggers,
  type Choices,
} from "../presenters/triggerPages.js";
import { leaveNotice } from "../session.js";
import type { WebContext } from "../webContext.js";

export async function showTriggers(_context: WebContext, _req: Request, res: Response): Promise<void> {
  res.render("console/triggers/list", presentTriggers(await readChoices()));
}

export async function showNewTrigger(_context: WebContext, req: Request, res: Response): Promise<void> {
  const { touchpoint = "", survey = "" } = req.query as Record<string, string>;
  const choices = await readChoices();
  if (missingOf(choices)) return res.redirect(303, "/triggers"); // which says what to make first
  renderForm(res, presentForm({ ...NEW_TRIGGER, touchpoint, survey }), null, choices);
}

export async function createTrigger(context: WebContext, req: Request, res: Response): Promise<void> {
  try {
    const trigger = readNewTrigger(req.body);
    await saveTrigger(trigger, context.clock.now(), { mustBeNew: true });
    leaveNotice(req, trigger.active ? "The trigger is active." : "Saved. The trigger is not active yet.");
    res.redirect(303, `/triggers/${trigger.key}`);
  } catch (error) {
    await refuse(req, res, error, null);
  }
}

export async function showTrigger(_context: WebContext, req: Request, res: Response): Promise<void> {
  const trigger = await triggers.get(String(req.params["key"]));
  renderForm(res, presentForm(toFields(trigger)), trigger, await readChoices());
}

export async function changeTrigger(context: WebContext, req: Request, res: Response): Promise<void> {
  const trigger = await triggers.get(String(req.params["key"]));
  try {
    const { key } = trigger;
    await saveTrigger({ key, ...readTrigger(req.body) }, context.clock.now());
    leaveNotice(req, "Saved. What is planned already stays as it was planned.");
    res.redirect(303, `/triggers/${key}`);
  } catch (error) {
    await refuse(req, res, error, trigger);
  }
}

/** The form again, with what was typed and what is wrong with it. */
async function refuse(req: Request, res: Response, error: unknown, stored: Trigger | null): Promise<void> {
  if (!(error instanceof InvalidInput)) throw error;
  res.status(400);
  renderForm(res, presentForm(readFields(req.body), error.fields), stored, await readChoices());
}

function renderForm(res: Response, form: PresentedForm, stored: Trigger | null, choices: Choices): void {
  res.render("console/triggers/form", presentTriggerForm(form, stored, choices));
}

async function readChoices(): Promise<Choices> {
  const [allTouchpoints, allSurveys, allTriggers] = await Promise.all([
    touchpoints.list(),
    surveys.list(),
    triggers.list(),
  ]);
  return { touchpoints: allTouchpoints, surveys: allSurveys, triggers: allTriggers };
}
