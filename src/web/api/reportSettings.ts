import type { Request, Response } from "express";
import { readRecount } from "../../domain/metrics/readRecount.js";
import { readReportSettings } from "../../domain/metrics/readReportSettings.js";
import { saveReportSettings } from "../../domain/metrics/saveReportSettings.js";
import { readForm } from "../forms/readForm.js";
import { reportSettingsForm } from "../forms/reportSettingsForm.js";
import { programOf } from "../session.js";
import type { WebContext } from "../webContext.js";

export async function getReportSettings(_context: WebContext, _req: Request, res: Response): Promise<void> {
  const { properties, updatedAt, updatedBy } = await readReportSettings();
  res.json({ properties, updatedAt, updatedBy, recount: await readRecount() });
}

export async function putReportSettings(context: WebContext, req: Request, res: Response): Promise<void> {
  const { properties } = readForm(reportSettingsForm, req.body);
  await saveReportSettings(context, properties, { by: programOf(res), now: context.clock.now() });
  await getReportSettings(context, req, res);
}
