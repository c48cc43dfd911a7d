import type { Request, Response } from "express";
import { findContactPolicy } from "../../domain/contactPolicy/readContactPolicy.js";
import { saveContactPolicy } from "../../domain/contactPolicy/saveContactPolicy.js";
import { InvalidInput } from "../../lib/errors.js";
import { dayOf } from "../../lib/timeZone.js";
import * as sendingDays from "../../store/sendingDays.js";
import * as triggers from "../../store/triggers.js";
import { policyFields, readContactPolicy } from "../forms/contactPolicyForm.js";
import { presentContactPolicy } from "../presenters/contactPolicyPage.js";
import { presentForm, type PresentedForm } from "../presenters/form.js";
import { leaveNotice, userOf } from "../session.js";
import type { WebContext } from "../webContext.js";

export async function showContactPolicy(context: WebContext, req: Request, res: Response): Promise<void> {
  await renderForm(context, req, res, presentForm(policyFields(await findContactPolicy())));
}

export async function changeContactPolicy(context: WebContext, req: Request, res: Response): Promise<void> {
  try {
    const by = userOf(req).name;
    await saveContactPolicy(readContactPolicy(req.body), { by, now: context.clock.now() });
    leaveNotice(req, "Saved. It counts for everything that has not gone out yet.");
    res.redirect(303, "/contact-policy");
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    res.status(400);
    await renderForm(context, req, res, presentForm(req.body as object, error.fields));
  }
}

async function renderForm(
  context: WebContext,
  req: Request,
  res: Response,
  form: PresentedForm,
): Promise<void> {
  const [policy, allTriggers, today] = await Promise.all([
    findContactPolicy(),
    triggers.list(),
    sendingDays.get(dayOf(context.clock.now(), context.reportingZone)),
  ]);
  const facts = {
    policy,
    triggers: allTriggers,
    sentToday: today.taken,
    user: userOf(req),
    zone: context.reportingZone,
  };
  res.render("console/contactPolicy/form", presentContactPolicy(form, facts));
}
