import type { Request, Response } from "express";
import { z } from "zod";
import { getCaseRule, listCaseRules } from "../../domain/cases/findCaseRule.js";
import { listChoiceQuestions } from "../../domain/cases/listChoiceQuestions.js";
import { orderCaseRule } from "../../domain/cases/orderCaseRule.js";
import { saveCaseRule, type CaseRuleInput } from "../../domain/cases/saveCaseRule.js";
import { switchCaseRule } from "../../domain/cases/switchCaseRule.js";
import { tryCaseRule } from "../../domain/cases/tryCaseRule.js";
import { InvalidInput } from "../../lib/errors.js";
import type { CaseRule } from "../../records/caseRule.js";
import * as teams from "../../store/teams.js";
import * as touchpoints from "../../store/touchpoints.js";
import { readCaseRule, readNewCaseRule, readRuleFields, toRuleFields } from "../forms/caseRulePageForm.js";
import { readForm } from "../forms/readForm.js";
import {
  NEW_CASE_RULE,
  presentCaseRuleForm,
  presentCaseRules,
  type RuleChoices,
} from "../presenters/caseRulePages.js";
import { presentForm, type PresentedForm } from "../presenters/form.js";
import { presentTrial } from "../presenters/ruleTrial.js";
import { leaveNotice } from "../session.js";
import type { WebContext } from "../webContext.js";

export const orderForm = z.object({ to: z.enum(["up", "down"], 'must be "up" or "down"') });
const stateForm = z.object({ state: z.enum(["on", "off"], 'must be "on" or "off"') });

interface Page {
  form: PresentedForm;
  stored: CaseRule | null;
  /** What is tried on the answers of the last days; without it what is stored. */
  typed?: CaseRuleInput;
}

export async function showCaseRules(_context: WebContext, _req: Request, res: Response): Promise<void> {
  res.render("console/caseRules/list", presentCaseRules(await readChoices()));
}

export async function showNewCaseRule(context: WebContext, _req: Request, res: Response): Promise<void> {
  await renderForm(context, res, { form: presentForm(NEW_CASE_RULE), stored: null });
}

export async function createCaseRule(context: WebContext, req: Request, res: Response): Promise<void> {
  try {
    const typed = readNewCaseRule(req.body);
    if (isTrial(req)) return await renderForm(context, res, { form: formOf(req), stored: null, typed });
    await saveCaseRule(typed, context.clock.now(), { mustBeNew: true });
    leaveNotice(req, `${typed.name} is ${typed.active ? "on" : "saved, but off"}. It is tried first.`);
    res.redirect(303, "/case-rules");
  } catch (error) {
    await refuse(context, req, res, { error, stored: null });
  }
}

export async function showCaseRule(context: WebContext, req: Request, res: Response): Promise<void> {
  const stored = await load(req);
  await renderForm(context, res, { form: presentForm(toRuleFields(stored)), stored });
}

export async function changeCaseRule(context: WebContext, req: Request, res: Response): Promise<void> {
  const stored = await load(req);
  try {
    const typed = { key: stored.key, ...readCaseRule(req.body) };
    if (isTrial(req)) return await renderForm(context, res, { form: formOf(req), stored, typed });
    await saveCaseRule(typed, context.clock.now());
    leaveNotice(req, "Saved. It counts for answers from now on; open cases stay as they are.");
    res.redirect(303, `/case-rules/${stored.key}`);
  } catch (error) {
    await refuse(context, req, res, { error, stored });
  }
}

export async function moveCaseRule(context: WebContext, req: Request, res: Response): Promise<void> {
  const { to } = readForm(orderForm, req.body);
  await orderCaseRule(await load(req), to, context.clock.now());
  res.redirect(303, "/case-rules");
}

export async function changeCaseRuleState(context: WebContext, req: Request, res: Response): Promise<void> {
  const rule = await load(req);
  const isOn = readForm(stateForm, req.body).state === "on";
  await switchCaseRule(rule, isOn, context.clock.now());
  leaveNotice(req, `${rule.name} is ${isOn ? "on" : "off. Its open cases stay"}.`);
  res.redirect(303, "/case-rules");
}

function load(req: Request): Promise<CaseRule> {
  return getCaseRule(String(req.params["key"]));
}

function isTrial(req: Request): boolean {
  return (req.body as Record<string, unknown> | undefined)?.["try"] !== undefined;
}

function formOf(req: Request, error?: InvalidInput): PresentedForm {
  return presentForm(readRuleFields(req.body), error?.fields);
}

/** The form again, with what was typed and what is wrong with it. */
async function refuse(
  context: WebContext,
  req: Request,
  res: Response,
  { error, stored }: { error: unknown; stored: CaseRule | null },
): Promise<void> {
  if (!(error instanceof InvalidInput)) throw error;
  res.status(400);
  await renderForm(context, res, { form: formOf(req, error), stored });
}

async function renderForm(context: WebContext, res: Response, { form, stored, typed }: Page): Promise<void> {
  const choices = await readChoices();
  const tried = typed ?? stored;
  const order = typed?.order ?? stored?.order ?? choices.rules[0]!.order - 1;
  const trial = tried && (await tryCaseRule(context, { ...tried, order }, context.clock.now()));
  res.render("console/caseRules/form", {
    ...presentCaseRuleForm(form, stored, choices),
    trial:
      trial && presentTrial(trial, choices, { isTyped: typed !== undefined, zone: context.reportingZone }),
  });
}

async function readChoices(): Promise<RuleChoices> {
  const [rules, ours, places, questions] = await Promise.all([
    listCaseRules(),
    teams.list(),
    touchpoints.list(),
    listChoiceQuestions(),
  ]);
  return { rules, teams: ours, touchpoints: places, questions };
}
