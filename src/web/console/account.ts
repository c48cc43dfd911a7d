import type { Request, Response } from "express";
import { changePassword as replacePassword } from "../../domain/users/changePassword.js";
import { signOutEverywhere as endAllSessions } from "../../domain/users/signOutEverywhere.js";
import type { FieldError } from "../../lib/errors.js";
import { changePasswordForm } from "../forms/accountForms.js";
import { toFieldErrors } from "../forms/readForm.js";
import { countTry, forgetTries } from "../middleware/signInLimit.js";
import { renderAccount } from "./accountPage.js";
import { leaveNotice, renewSession, startSession, userOf } from "../session.js";
import type { WebContext } from "../webContext.js";

export async function showAccount(context: WebContext, req: Request, res: Response): Promise<void> {
  await renderAccount(context, { req, res });
}

export async function changePassword(context: WebContext, req: Request, res: Response): Promise<void> {
  const refuse = (faults: FieldError[]) => {
    res.status(400);
    return renderAccount(context, { req, res }, { faults });
  };
  const form = changePasswordForm.safeParse(req.body);
  if (!form.success) return refuse(toFieldErrors(form.error));
  const user = userOf(req);
  // Whoever finds a desk with somebody signed in must not be able to try out passwords.
  await countTry(req, "passwordChange", user.id);
  const changed = await replacePassword(user, form.data, context.clock.now());
  if (!changed) return refuse([{ path: "current", message: "is not your current password" }]);
  await forgetTries(req, "passwordChange", user.id);
  await startSession(req, changed);
  leaveNotice(req, "Your password is changed. You are signed out everywhere else.");
  res.redirect(303, "/account");
}

export async function signOutEverywhere(context: WebContext, req: Request, res: Response): Promise<void> {
  await endAllSessions(userOf(req), context.clock.now());
  await renewSession(req);
  leaveNotice(req, "You are signed out everywhere.");
  res.redirect(303, "/sign-in");
}
