import type { Request, Response } from "express";
import { savePreferences } from "../../domain/notifications/savePreferences.js";
import { sendTestToChat } from "../../domain/notifications/sendTestToChat.js";
import { InvalidInput } from "../../lib/errors.js";
import { chatTestForm, notificationForm } from "../forms/notificationForm.js";
import { readForm } from "../forms/readForm.js";
import { countTry } from "../middleware/signInLimit.js";
import { presentForm } from "../presenters/form.js";
import { leaveNotice, userOf } from "../session.js";
import type { WebContext } from "../webContext.js";
import { renderAccount } from "./accountPage.js";

export async function changeNotifications(context: WebContext, req: Request, res: Response): Promise<void> {
  try {
    await savePreferences(context, userOf(req), readForm(notificationForm, req.body));
    leaveNotice(req, "Saved. You are told what you chose from now on.");
    res.redirect(303, "/account");
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    res.status(400);
    await renderAccount(context, { req, res }, { typed: presentForm(req.body as object, error.fields) });
  }
}

/** Posts to the address as it is typed; nothing is saved. */
export async function testChat(context: WebContext, req: Request, res: Response): Promise<void> {
  try {
    const { chatUrl } = readForm(chatTestForm, req.body);
    // Whoever may type an address must not be able to search a network by it.
    await countTry(req, "chatTest", userOf(req).id);
    const fault = await sendTestToChat(context, chatUrl);
    await renderAccount(
      context,
      { req, res },
      { typed: presentForm(req.body as object), chatTest: { fault } },
    );
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    res.status(400);
    await renderAccount(context, { req, res }, { typed: presentForm(req.body as object, error.fields) });
  }
}
