import type { Request, Response } from "express";
import { digestChoiceOf } from "../../domain/digests/choiceRules.js";
import { readPreferences } from "../../domain/notifications/readPreferences.js";
import { maySeeView } from "../../domain/views/rules.js";
import type { FieldError } from "../../lib/errors.js";
import * as fileMails from "../../store/fileMails.js";
import * as notifications from "../../store/notifications.js";
import * as views from "../../store/views.js";
import { notificationFields } from "../forms/notificationForm.js";
import { scoreDigestFields } from "../forms/scoreDigestForm.js";
import { may } from "../permissions.js";
import { presentFileMails } from "../presenters/fileMail.js";
import { presentForm, type PresentedForm } from "../presenters/form.js";
import { presentNotifications, type ChatTest } from "../presenters/notificationSettings.js";
import { ROLE_WORDS } from "../presenters/roles.js";
import { presentScoreDigest } from "../presenters/scoreDigestSettings.js";
import { userOf } from "../session.js";
import type { WebContext } from "../webContext.js";

export interface AccountState {
  /** About the form of the password. */
  faults?: FieldError[];
  /** The form of the notifications as it was typed. */
  typed?: PresentedForm;
  /** The form of the scores by mail as it was typed. */
  typedDigest?: PresentedForm;
  chatTest?: ChatTest;
}

/** One's own page: both forms with what was typed into them. */
export async function renderAccount(
  context: WebContext,
  { req, res }: { req: Request; res: Response },
  { faults = [], typed, typedDigest, chatTest }: AccountState = {},
): Promise<void> {
  const user = userOf(req);
  const [{ preferences, zone }, lastChat, files, known] = await Promise.all([
    readPreferences(context, user),
    notifications.findLastEnded(user.id, "chat"),
    fileMails.listOf(user.id),
    views.list(),
  ]);
  const form = typed ?? presentForm(notificationFields(preferences, zone));
  const digestForm = typedDigest ?? presentForm(scoreDigestFields(digestChoiceOf(user, zone)));
  const seen = may(user.role, "responses.read") ? known.filter((view) => maySeeView(user, view)) : [];
  const { name, email, role } = user;
  res.render("console/account/account", {
    title: "Your account",
    person: { name, email, role: ROLE_WORDS[role] },
    form: presentForm({}, faults),
    notifications: presentNotifications(form, { chatTest, lastChat }),
    scoreDigest: { ...presentScoreDigest(digestForm, seen), files: presentFileMails(files, known) },
  });
}
