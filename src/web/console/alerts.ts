import type { Request, Response } from "express";
import { readWatchNames } from "../../domain/alerts/readWatchNames.js";
import { removeAlert } from "../../domain/alerts/removeAlert.js";
import { switchAlert } from "../../domain/alerts/switchAlert.js";
import { chatOf } from "../../domain/alerts/tellRaise.js";
import { sendTestToChat } from "../../domain/notifications/sendTestToChat.js";
import { InvalidInput } from "../../lib/errors.js";
import type { Alert } from "../../records/alert.js";
import * as alertRaises from "../../store/alertRaises.js";
import * as alerts from "../../store/alerts.js";
import * as notifications from "../../store/notifications.js";
import * as responses from "../../store/responses.js";
import * as users from "../../store/users.js";
import { countTry } from "../middleware/signInLimit.js";
import { presentAlertList, presentAlertPage } from "../presenters/alertPages.js";
import { leaveNotice, userOf } from "../session.js";
import type { WebContext } from "../webContext.js";

const RAISES_SHOWN = 50;

export async function showAlerts(context: WebContext, _req: Request, res: Response): Promise<void> {
  const [all, names, people] = await Promise.all([alerts.list(), readWatchNames(), users.list()]);
  res.render("console/alerts/list", presentAlertList(all, { names, people, zone: context.reportingZone }));
}

export async function showAlert(context: WebContext, req: Request, res: Response): Promise<void> {
  const alert = await find(req);
  const raises = await alertRaises.listByAlert(alert.key, RAISES_SHOWN);
  const [names, people, told, lastChat] = await Promise.all([
    readWatchNames(),
    users.list(),
    responses.listByIds(raises.flatMap(({ response }) => response ?? [])),
    notifications.findLastEnded(chatOf(alert), "chat"),
  ]);
  const facts = { alert, raises, names, people, responses: told, lastChat, zone: context.reportingZone };
  res.render("console/alerts/show", presentAlertPage(facts));
}

export async function changeAlertState(context: WebContext, req: Request, res: Response): Promise<void> {
  const { key, name } = await find(req);
  const isPaused = (req.body as { state?: unknown } | undefined)?.state === "paused";
  await switchAlert(key, isPaused, context.clock.now());
  leaveNotice(req, isPaused ? `“${name}” is paused: it tells nothing.` : `“${name}” is on from now on.`);
  res.redirect(303, `/alerts/${key}`);
}

export async function testAlertChat(context: WebContext, req: Request, res: Response): Promise<void> {
  const { key, chatUrl } = await find(req);
  // whoever may type an address must not be able to search a network by it
  await countTry(req, "chatTest", userOf(req).id);
  leaveNotice(req, await testChat(context, chatUrl));
  res.redirect(303, `/alerts/${key}`);
}

export async function askAlertRemoval(_context: WebContext, req: Request, res: Response): Promise<void> {
  const { key, name } = await find(req);
  res.render("console/alerts/removal", { title: `Remove “${name}”?`, key });
}

export async function removeOne(_context: WebContext, req: Request, res: Response): Promise<void> {
  const { key, name } = await find(req);
  await removeAlert(key);
  leaveNotice(req, `“${name}” is removed.`);
  res.redirect(303, "/alerts");
}

async function testChat(context: WebContext, url: string | undefined): Promise<string> {
  if (!url) return "This alert has no chat.";
  try {
    const fault = await sendTestToChat(context, url);
    return fault === null ? "The test arrived." : `The test did not arrive: ${fault}.`;
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return `The test was not sent: the address ${error.fields[0]?.message ?? "cannot be used"}.`;
  }
}

function find(req: Request): Promise<Alert> {
  return alerts.get(String(req.params["key"]));
}
