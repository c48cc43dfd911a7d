import type { Request, Response } from "express";
import { z } from "zod";
import * as rules from "../../domain/responses/saveTagRule.js";
import { startTagRun } from "../../domain/responses/startTagRun.js";
import { tryTagRule } from "../../domain/responses/tryTagRule.js";
import { InvalidInput } from "../../lib/errors.js";
import { newId } from "../../lib/ids.js";
import type { TagRule } from "../../records/tagRule.js";
import * as tagRules from "../../store/tagRules.js";
import type { TagRuleChange } from "../../store/tagRules.js";
import * as tagRuns from "../../store/tagRuns.js";
import * as touchpoints from "../../store/touchpoints.js";
import { onceId, readTagRule, readTagRuleFields, toTagRuleFields } from "../forms/tagForms.js";
import { readForm } from "../forms/readForm.js";
import { presentForm, type PresentedForm } from "../presenters/form.js";
import { presentTagRuleForm, presentTagRules } from "../presenters/tagRulePages.js";
import { leaveNotice } from "../session.js";
import type { WebContext } from "../webContext.js";

const stateForm = z.object({ state: z.enum(["on", "off"], 'must be "on" or "off"') });

interface Page {
  form: PresentedForm;
  key: string;
  stored: TagRule | null;
  /** What is tried; without it what is stored. */
  typed?: TagRuleChange;
}

export async function showTagRules(_context: WebContext, _req: Request, res: Response): Promise<void> {
  const [all, runs, places] = await Promise.all([tagRules.list(), tagRuns.list(), touchpoints.list()]);
  res.render("console/tagRules/list", presentTagRules(all, runs, places));
}

export async function showNewTagRule(context: WebContext, _req: Request, res: Response): Promise<void> {
  const key = newId(context.clock.now());
  await render(context, res, { form: presentForm({ active: "on" }), key, stored: null });
}

export async function createTagRule(context: WebContext, req: Request, res: Response): Promise<void> {
  const key = readForm(onceId, (req.body as Record<string, unknown> | undefined)?.["key"]);
  await save(context, req, res, { key, stored: null });
}

export async function showTagRule(context: WebContext, req: Request, res: Response): Promise<void> {
  const stored = await load(req);
  await render(context, res, { form: presentForm(toTagRuleFields(stored)), key: stored.key, stored });
}

export async function changeTagRule(context: WebContext, req: Request, res: Response): Promise<void> {
  const stored = await load(req);
  await save(context, req, res, { key: stored.key, stored });
}

export async function changeTagRuleState(context: WebContext, req: Request, res: Response): Promise<void> {
  const rule = await load(req);
  const isOn = readForm(stateForm, req.body).state === "on";
  await rules.switchTagRule(rule, isOn, context.clock.now());
  leaveNotice(req, `The rule for “${rule.tag}” is ${isOn ? "on" : "off. Tags that it has put on stay"}.`);
  res.redirect(303, "/tag-rules");
}

/** Goes through all earlier answers, in the background. */
export async function applyTagRule(context: WebContext, req: Request, res: Response): Promise<void> {
  const rule = await load(req);
  const isNew = await startTagRun(rule.key, context.clock.now());
  leaveNotice(
    req,
    isNew
      ? `Going through earlier answers for “${rule.tag}”. You can leave this page.`
      : "That is under way already.",
  );
  res.redirect(303, "/tag-rules");
}

async function save(
  context: WebContext,
  req: Request,
  res: Response,
  { key, stored }: Pick<Page, "key" | "stored">,
): Promise<void> {
  const form = (error?: InvalidInput) => presentForm(readTagRuleFields(req.body), error?.fields);
  const now = context.clock.now();
  try {
    const typed = readTagRule(req.body);
    const isTrial = (req.body as Record<string, unknown>)["try"] !== undefined;
    if (isTrial) return await render(context, res, { form: form(), key, stored, typed });
    await (stored ? rules.saveTagRule(stored, typed, now) : rules.createTagRule(key, typed, now));
    leaveNotice(req, `Saved. “${typed.tag}” is put on answers from now on.`);
    res.redirect(303, "/tag-rules");
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    res.status(400);
    await render(context, res, { form: form(error), key, stored });
  }
}

function load(req: Request): Promise<TagRule> {
  return rules.getTagRule(String(req.params["key"]));
}

async function render(context: WebContext, res: Response, page: Page): Promise<void> {
  const tried = page.typed ?? page.stored;
  const [places, trial] = await Promise.all([touchpoints.list(), tried && tryTagRule(tried)]);
  const facts = { touchpoints: places, trial, zone: context.reportingZone };
  res.render("console/tagRules/form", presentTagRuleForm(page, facts));
}
