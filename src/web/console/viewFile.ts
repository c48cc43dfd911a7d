import type { Request, Response } from "express";
import { digestChoiceOf } from "../../domain/digests/choiceRules.js";
import { fileMailId } from "../../domain/digests/fileMailId.js";
import { saveFileMail } from "../../domain/digests/saveFileMail.js";
import type { User } from "../../records/user.js";
import type { View } from "../../records/view.js";
import * as fileMails from "../../store/fileMails.js";
import { fileMailForm } from "../forms/fileMailForm.js";
import { readForm } from "../forms/readForm.js";
import { presentFileMail } from "../presenters/fileMail.js";
import { leaveNotice, userOf } from "../session.js";
import type { WebContext } from "../webContext.js";
import { findSeen } from "./views.js";

export async function changeFileMail(context: WebContext, req: Request, res: Response): Promise<void> {
  const view = await findSeen(req);
  const { mailCadence: cadence } = readForm(fileMailForm, req.body);
  await saveFileMail(userOf(req), view, { cadence, now: context.clock.now() });
  leaveNotice(
    req,
    cadence ? "Saved. The file comes when the next period is over." : "Saved. No file comes by mail.",
  );
  res.redirect(303, `/views/${view.key}`);
}

/** What the page of a view shows of it. */
export async function readFileMail({ reportingZone }: WebContext, user: User, { key }: View) {
  const mail = await fileMails.find(fileMailId(user.id, key));
  return presentFileMail(mail, digestChoiceOf(user, reportingZone));
}
