import type { Request, Response } from "express";
import { readRecount } from "../../domain/metrics/readRecount.js";
import { readReportSettings } from "../../domain/metrics/readReportSettings.js";
import { saveReportSettings } from "../../domain/metrics/saveReportSettings.js";
import { suggestProperties } from "../../domain/metrics/suggestProperties.js";
import { InvalidInput, type FieldError } from "../../lib/errors.js";
import { readProperties, readTypedProperties, type TypedProperties } from "../forms/reportSettingsForm.js";
import { presentReportSettings } from "../presenters/reportSettingsPage.js";
import { leaveNotice, userOf } from "../session.js";
import type { WebContext } from "../webContext.js";

export async function showReportSettings(context: WebContext, _req: Request, res: Response): Promise<void> {
  await render(context, res);
}

export async function changeReportSettings(context: WebContext, req: Request, res: Response): Promise<void> {
  const typed = readTypedProperties(req.body);
  try {
    const by = userOf(req).name;
    await saveReportSettings(context, readProperties(typed), { by, now: context.clock.now() });
    leaveNotice(req, "Saved. Until all days are counted again, older days may lack what is new.");
    res.redirect(303, "/report-settings");
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    res.status(400);
    await render(context, res, { typed, errors: [...error.fields] });
  }
}

async function render(
  context: WebContext,
  res: Response,
  form: { typed?: TypedProperties; errors?: FieldError[] } = {},
): Promise<void> {
  const [settings, suggestions, recount] = await Promise.all([
    readReportSettings(),
    suggestProperties(),
    readRecount(),
  ]);
  const facts = { settings, suggestions, recount, zone: context.reportingZone, ...form };
  res.render("console/reportSettings/form", presentReportSettings(facts));
}
