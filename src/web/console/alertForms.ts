import type { Request, Response } from "express";
import { createAlert, requireAlert, saveAlert } from "../../domain/alerts/saveAlert.js";
import { readWatchNames } from "../../domain/alerts/readWatchNames.js";
import { mayBeTold } from "../../domain/alerts/rules.js";
import { tryAlert } from "../../domain/alerts/tryAlert.js";
import { listConfiguredPairs } from "../../domain/metrics/readScores.js";
import { resolveFilter } from "../../domain/views/resolveFilter.js";
import { maySeeView } from "../../domain/views/rules.js";
import { InvalidInput } from "../../lib/errors.js";
import type { Alert, AlertKind } from "../../records/alert.js";
import * as alerts from "../../store/alerts.js";
import * as users from "../../store/users.js";
import * as views from "../../store/views.js";
import {
  alertFields,
  readAlert,
  readAlertKind,
  readWatch,
  watchValue,
  type WatchInput,
} from "../forms/alertForm.js";
import { problemOf, readCarriedFilter, type CarriedFilter } from "../forms/viewForms.js";
import { presentAlertForm, presentAlertKinds } from "../presenters/alertForm.js";
import { presentForm, type PresentedForm } from "../presenters/form.js";
import { leaveNotice, userOf } from "../session.js";
import type { WebContext } from "../webContext.js";

const NOTHING: CarriedFilter = { filter: {} };

/** First what kind of alert, then what it watches; a view or a filter may stand in the address. */
export async function showNewAlert(context: WebContext, req: Request, res: Response): Promise<void> {
  try {
    const kind = readAlertKind(req.query);
    const { kind: _kind, ...rest } = req.query;
    if (!kind) {
      res.render("console/alerts/kinds", presentAlertKinds());
      return;
    }
    // a view alone is watched as it is, also when it changes; with filters beside it they are one filter
    const { view, filter } = readCarriedFilter(rest);
    const isView = view !== undefined && Object.keys(filter).length === 0;
    const carried = isView
      ? NOTHING
      : { filter: await resolveFilter(userOf(req), { filter, ...(view && { view }) }) };
    const form = presentForm({
      of: await firstChoice(kind, isView ? view : undefined, carried),
      users: [userOf(req).id],
    });
    await renderForm(context, { req, res }, { kind, form, carried });
  } catch (error) {
    const problem = problemOf(error);
    res.status(400).render("console/alerts/kinds", { ...presentAlertKinds(), problem });
  }
}

export async function createOne(context: WebContext, req: Request, res: Response): Promise<void> {
  const body = req.body as Record<string, unknown>;
  const kind = readAlertKind(body) ?? "response";
  const carried = readCarriedFilter({ ...body, kind: undefined });
  try {
    const input = readAlert(kind, body, carried.filter);
    if (body["try"] !== undefined) return await tryTyped(context, { req, res }, { kind, carried }, input);
    const { key, name } = await createAlert(context, userOf(req), input, context.clock.now());
    leaveNotice(req, `“${name}” is on from now on.`);
    res.redirect(303, `/alerts/${key}`);
  } catch (error) {
    await refuse(context, { req, res }, { kind, carried }, error);
  }
}

export async function showAlertSettings(context: WebContext, req: Request, res: Response): Promise<void> {
  const stored = await alerts.get(String(req.params["key"]));
  const carried = { filter: stored.filter ?? {} };
  const form = presentForm(alertFields(stored));
  await renderForm(context, { req, res }, { kind: stored.kind, form, carried, stored });
}

export async function changeAlert(context: WebContext, req: Request, res: Response): Promise<void> {
  const stored = await alerts.get(String(req.params["key"]));
  const body = req.body as Record<string, unknown>;
  const about = { kind: stored.kind, carried: { filter: stored.filter ?? {} }, stored };
  try {
    const input = readAlert(stored.kind, body, about.carried.filter);
    if (body["try"] !== undefined) return await tryTyped(context, { req, res }, about, input);
    await saveAlert(context, userOf(req), { alert: stored, input }, context.clock.now());
    leaveNotice(req, "Saved.");
    res.redirect(303, `/alerts/${stored.key}`);
  } catch (error) {
    await refuse(context, { req, res }, about, error);
  }
}

interface Exchange {
  req: Request;
  res: Response;
}

interface About {
  kind: AlertKind;
  carried: CarriedFilter;
  stored?: Alert;
}

/** The form again with its trial; nothing is stored. */
async function tryTyped(
  context: WebContext,
  { req, res }: Exchange,
  about: About,
  input: Parameters<typeof requireAlert>[2],
): Promise<void> {
  await requireAlert(context, userOf(req), input);
  await renderForm(context, { req, res }, { ...about, form: presentForm(req.body as object), isTyped: true });
}

async function refuse(
  context: WebContext,
  { req, res }: Exchange,
  about: About,
  error: unknown,
): Promise<void> {
  if (!(error instanceof InvalidInput)) throw error;
  res.status(400);
  const form = presentForm(req.body as object, error.fields);
  await renderForm(context, { req, res }, { ...about, form });
}

async function renderForm(
  context: WebContext,
  { req, res }: Exchange,
  { form, isTyped = false, ...about }: About & { form: PresentedForm; isTyped?: boolean },
): Promise<void> {
  const user = userOf(req);
  const watch = watchOf(about, form);
  const [names, pairs, allViews, people, trial] = await Promise.all([
    readWatchNames(),
    listConfiguredPairs(),
    views.list(),
    users.list(),
    watch && tryAlert(context, watch, context.clock.now()),
  ]);
  const facts = {
    ...about,
    names,
    pairs,
    views: allViews.filter((view) => maySeeView(user, view)),
    people: people.filter(mayBeTold),
    watch,
    trial: trial ?? null,
    zone: context.reportingZone,
    isTyped,
  };
  res.render("console/alerts/form", presentAlertForm(form, facts));
}

/** What is chosen, where that can be read; a fault is told elsewhere. */
function watchOf({ kind, carried }: About, { values }: PresentedForm): WatchInput | null {
  try {
    return readWatch(kind, values, carried.filter);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return null;
  }
}

/** What the address asks for; of a view the metric that it names, else NPS. */
async function firstChoice(
  kind: AlertKind,
  view: string | undefined,
  { filter }: CarriedFilter,
): Promise<string> {
  if (view === undefined) return Object.keys(filter).length > 0 ? "filter" : "";
  if (kind !== "score") return watchValue({ view });
  return watchValue({ view, metric: (await views.find(view))?.filter.metric ?? "nps" });
}
