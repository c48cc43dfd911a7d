import type { Request, Response } from "express";
import { readFilterNames } from "../../domain/views/readFilterNames.js";
import { readViewScores } from "../../domain/views/readViewScores.js";
import { removeView } from "../../domain/views/removeView.js";
import { resolveFilter } from "../../domain/views/resolveFilter.js";
import { mayChangeView, maySeeView } from "../../domain/views/rules.js";
import { createView, saveView } from "../../domain/views/saveView.js";
import { InvalidInput, NotFound } from "../../lib/errors.js";
import { dayOf } from "../../lib/timeZone.js";
import type { View } from "../../records/view.js";
import * as alerts from "../../store/alerts.js";
import * as users from "../../store/users.js";
import * as views from "../../store/views.js";
import { DEFAULT_PERIOD, namedPeriod, periodForm } from "../forms/periodForm.js";
import { readFilter } from "../forms/readFilter.js";
import { problemOf, readCarriedFilter, readViewForm, type CarriedFilter } from "../forms/viewForms.js";
import { presentForm, type PresentedForm } from "../presenters/form.js";
import { presentViewForm, presentViewList, presentViewRemoval } from "../presenters/viewPages.js";
import { presentViewPage } from "../presenters/viewPage.js";
import { leaveNotice, userOf } from "../session.js";
import type { WebContext } from "../webContext.js";
import { readFileMail } from "./viewFile.js";

export async function showViews(_context: WebContext, req: Request, res: Response): Promise<void> {
  const user = userOf(req);
  const [all, names, people] = await Promise.all([views.list(), readFilterNames(), users.list()]);
  const seen = all.filter((view) => maySeeView(user, view));
  res.render("console/views/list", presentViewList(seen, { names, people, user }));
}

export async function showNewView(_context: WebContext, req: Request, res: Response): Promise<void> {
  try {
    const carried = readCarriedFilter(req.query);
    const filter = await resolveFilter(userOf(req), carried);
    await renderNew(req, res, { carried, filter, form: presentForm({}) });
  } catch (error) {
    const problem = problemOf(error);
    res.status(400);
    await renderNew(req, res, { carried: { filter: {} }, filter: {}, form: presentForm({}), problem });
  }
}

export async function createOne(context: WebContext, req: Request, res: Response): Promise<void> {
  const user = userOf(req);
  const carried = readCarriedFilter(req.body as object);
  const filter = await resolveFilter(user, carried);
  try {
    const { instead, ...typed } = readViewForm(req.body);
    const replaced = instead === undefined ? null : await findSeen(req, instead);
    if (replaced) await saveView(user, replaced, { ...typed, filter }, context.clock.now());
    const { key } = replaced ?? (await createView(user.id, { ...typed, filter }, context.clock.now()));
    leaveNotice(req, `Saved as “${typed.name}”.`);
    res.redirect(303, `/views/${key}`);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    res.status(400);
    await renderNew(req, res, { carried, filter, form: presentForm(req.body as object, error.fields) });
  }
}

export async function showView(context: WebContext, req: Request, res: Response): Promise<void> {
  const view = await findSeen(req);
  const now = context.clock.now();
  const today = dayOf(now, context.reportingZone);
  const { query, form, problem } = readFilter(periodForm(today), req.query, ["from", "to"]);
  if (!query) res.status(400);
  const period = query ?? namedPeriod(DEFAULT_PERIOD, today);
  const [scores, names, owner, used] = await Promise.all([
    readViewScores(context, view.filter, period, now),
    readFilterNames(),
    users.find(view.owner),
    alerts.listByView(view.key),
  ]);
  const facts = { view, scores, names, owner, period, alerts: used, zone: context.reportingZone };
  const mayChange = mayChangeView(userOf(req), view);
  const mail = await readFileMail(context, userOf(req), view);
  res.render("console/views/show", { ...presentViewPage(facts, form), problem, mayChange, mail });
}

export async function showViewSettings(_context: WebContext, req: Request, res: Response): Promise<void> {
  const view = await findChangeable(req);
  const { name, isShared } = view;
  await renderSettings(res, view, presentForm({ name, ...(isShared && { isShared: "on" }) }));
}

export async function changeView(context: WebContext, req: Request, res: Response): Promise<void> {
  const view = await findChangeable(req);
  try {
    const { name, isShared } = readViewForm(req.body);
    await saveView(userOf(req), view, { name, isShared }, context.clock.now());
    leaveNotice(req, "Saved.");
    res.redirect(303, `/views/${view.key}`);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    res.status(400);
    await renderSettings(res, view, presentForm(req.body as object, error.fields));
  }
}

export async function askViewRemoval(_context: WebContext, req: Request, res: Response): Promise<void> {
  const view = await findChangeable(req);
  res.render("console/views/removal", presentViewRemoval(view, await alerts.listByView(view.key)));
}

export async function removeOne(_context: WebContext, req: Request, res: Response): Promise<void> {
  const view = await findChangeable(req);
  await removeView(userOf(req), view);
  leaveNotice(req, `“${view.name}” is removed.`);
  res.redirect(303, "/views");
}

/** What somebody may not see does not exist for them. */
export async function findSeen(req: Request, key = String(req.params["key"])): Promise<View> {
  const view = await views.get(key);
  if (!maySeeView(userOf(req), view)) throw new NotFound("This view does not exist.");
  return view;
}

async function findChangeable(req: Request): Promise<View> {
  const view = await findSeen(req);
  if (!mayChangeView(userOf(req), view))
    throw new NotFound("Only its owner or an admin can change this view.");
  return view;
}

interface NewView {
  /** As it stood in the address, to be carried on. */
  carried: CarriedFilter;
  /** What that means. */
  filter: View["filter"];
  form: PresentedForm;
  problem?: string;
}

async function renderNew(req: Request, res: Response, { problem, form, ...view }: NewView): Promise<void> {
  const user = userOf(req);
  const [names, all] = await Promise.all([readFilterNames(), views.list()]);
  const changeable = all.filter((one) => mayChangeView(user, one));
  const page = presentViewForm(form, { ...view, names, changeable });
  res.render("console/views/form", { ...page, problem });
}

async function renderSettings(res: Response, view: View, form: PresentedForm): Promise<void> {
  const page = presentViewForm(form, { filter: view.filter, names: await readFilterNames(), stored: view });
  res.render("console/views/form", page);
}
