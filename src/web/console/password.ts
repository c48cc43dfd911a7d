import type { Request, Response } from "express";
import { openOneTimeLink } from "../../domain/users/openOneTimeLink.js";
import { requestPasswordReset } from "../../domain/users/requestPasswordReset.js";
import { setPasswordByLink } from "../../domain/users/setPasswordByLink.js";
import type { User, UserToken } from "../../records/user.js";
import { passwordForm, resetForm } from "../forms/accountForms.js";
import { toFieldErrors } from "../forms/readForm.js";
import { countTry } from "../middleware/signInLimit.js";
import { presentForm, type PresentedForm } from "../presenters/form.js";
import { leaveNotice, startSession } from "../session.js";
import type { WebContext } from "../webContext.js";

/** Shows the form; scanners fetch this too, so the link is not used up yet. */
export async function showLink(context: WebContext, req: Request, res: Response): Promise<void> {
  const link = await openOneTimeLink(secretOf(req), context.clock.now());
  if (link) renderLink(res, link, presentForm({}));
  else renderDeadLink(req, res);
}

export async function applyLink(context: WebContext, req: Request, res: Response): Promise<void> {
  const now = context.clock.now();
  const link = await openOneTimeLink(secretOf(req), now);
  if (!link) return renderDeadLink(req, res);
  const form = passwordForm.safeParse(req.body);
  if (!form.success) {
    res.status(400);
    return renderLink(res, link, presentForm({}, toFieldErrors(form.error)));
  }
  const user = await setPasswordByLink(secretOf(req), form.data.password, now);
  if (!user) return renderDeadLink(req, res);
  await startSession(req, user);
  leaveNotice(
    req,
    `Welcome, ${user.name}. From now on you sign in with ${user.email} and your new password.`,
  );
  res.redirect(303, "/");
}

export function showReset(context: WebContext, _req: Request, res: Response): void {
  renderReset(context, res, presentForm({}));
}

/** The answer never depends on whether somebody has this address; the work comes after it, so its time does not either. */
export async function requestReset(context: WebContext, req: Request, res: Response): Promise<void> {
  const form = resetForm.safeParse(req.body);
  if (!form.success) {
    res.status(400);
    return renderReset(context, res, presentForm(req.body as object, toFieldErrors(form.error)));
  }
  const { email } = form.data;
  await countTry(req, "passwordReset", email);
  const now = context.clock.now();
  const send = () => requestPasswordReset(context, context.channels.email, email, now);
  res.once("close", () => context.background.run("requestPasswordReset", send));
  renderReset(context, res, presentForm({}), true);
}

function secretOf(req: Request): string {
  return String(req.params["token"]);
}

function renderLink(
  res: Response,
  { user, purpose }: { user: User; purpose: UserToken["purpose"] },
  form: PresentedForm,
): void {
  const isInvitation = purpose === "invitation";
  const title = isInvitation ? `Welcome, ${user.name}` : "A new password";
  res.render("console/account/password", { layout: "plain", title, isInvitation, email: user.email, form });
}

/** Used and forgotten links look alike: both are gone. A text that was never a link of ours is only not found. */
function renderDeadLink(req: Request, res: Response): void {
  const isLike = /^[\w-]{43}$/.test(secretOf(req));
  res.status(isLike ? 410 : 404);
  res.render("console/account/deadLink", { layout: "plain", title: "This link does not work any more" });
}

function renderReset(context: WebContext, res: Response, form: PresentedForm, isDone = false): void {
  const usesOutboxForMail = context.outboxChannels.includes("email");
  res.render("console/account/passwordReset", {
    layout: "plain",
    title: isDone ? "Look into your mail" : "Forgot your password?",
    form,
    isDone,
    usesOutboxForMail,
  });
}
