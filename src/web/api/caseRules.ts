import type { Request, Response } from "express";
import { z } from "zod";
import { getCaseRule as findRule, listCaseRules as listRules } from "../../domain/cases/findCaseRule.js";
import { saveCaseRule } from "../../domain/cases/saveCaseRule.js";
import { caseRuleForm } from "../forms/caseRuleForm.js";
import { key } from "../forms/fields.js";
import { readForm } from "../forms/readForm.js";
import type { WebContext } from "../webContext.js";

const params = z.object({ key });

export async function listCaseRules(_context: WebContext, _req: Request, res: Response): Promise<void> {
  res.json({ items: await listRules() });
}

export async function getCaseRule(_context: WebContext, req: Request, res: Response): Promise<void> {
  res.json(await findRule(readForm(params, req.params).key));
}

export async function putCaseRule(context: WebContext, req: Request, res: Response): Promise<void> {
  const { key } = readForm(params, req.params);
  const isCreated = await saveCaseRule({ key, ...readForm(caseRuleForm, req.body) }, context.clock.now());
  res.status(isCreated ? 201 : 200).json(await findRule(key));
}
