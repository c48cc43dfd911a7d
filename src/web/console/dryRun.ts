import type { Request, Response } from "express";
import { dryRun } from "../../domain/triggers/dryRun.js";
import * as surveys from "../../store/surveys.js";
import * as touchpoints from "../../store/touchpoints.js";
import * as triggers from "../../store/triggers.js";
import { presentDryRun } from "../presenters/dryRunPage.js";
import type { WebContext } from "../webContext.js";

export async function showDryRun(context: WebContext, req: Request, res: Response): Promise<void> {
  const trigger = await triggers.get(String(req.params["key"]));
  const [result, allTouchpoints, allSurveys] = await Promise.all([
    dryRun(context, trigger, context.clock.now()),
    touchpoints.list(),
    surveys.list(),
  ]);
  const choices = { touchpoints: allTouchpoints, surveys: allSurveys };
  res.render(
    "console/triggers/dryRun",
    presentDryRun(trigger, result, { ...choices, zone: context.reportingZone }),
  );
}
