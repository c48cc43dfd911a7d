import type { Request, Response } from "express";
import { createFirstAdmin } from "../../domain/users/createFirstAdmin.js";
import { signIn } from "../../domain/users/signIn.js";
import { InvalidInput } from "../../lib/errors.js";
import * as users from "../../store/users.js";
import { firstRunForm, signInForm } from "../forms/accountForms.js";
import { readForm } from "../forms/readForm.js";
import { countTry, forgetTries } from "../middleware/signInLimit.js";
import { presentForm } from "../presenters/form.js";
import { startSession } from "../session.js";
import type { WebContext } from "../webContext.js";

export async function showFirstRun(_context: WebContext, _req: Request, res: Response): Promise<void> {
  if ((await users.count()) > 0) return res.redirect(303, "/sign-in");
  renderFirstRun(res, presentForm({}));
}

export async function createFirst(context: WebContext, req: Request, res: Response): Promise<void> {
  try {
    const admin = await createFirstAdmin(readForm(firstRunForm, withoutToken(req.body)), context.clock.now());
    await startSession(req, admin);
    res.redirect(303, "/");
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    res.status(400);
    renderFirstRun(res, presentForm(req.body as object, error.fields));
  }
}

export async function showSignIn(_context: WebContext, _req: Request, res: Response): Promise<void> {
  if ((await users.count()) === 0) return res.redirect(303, "/first-run");
  if (res.locals["user"]) return res.redirect(303, "/");
  renderSignIn(res, presentForm({}));
}

export async function enter(_context: WebContext, req: Request, res: Response): Promise<void> {
  const refuse = (problem: string) => {
    res.status(401);
    renderSignIn(res, presentForm(req.body as object), problem);
  };
  const form = signInForm.safeParse(req.body);
  if (!form.success) return refuse("Please enter your email address and your password.");
  const { email, password } = form.data;
  await countTry(req, "signIn", email);
  const user = await signIn(email, password);
  if (!user) return refuse("This email and password do not belong together.");
  await forgetTries(req, "signIn", email);
  const returnTo = req.session.returnTo;
  await startSession(req, user);
  res.redirect(303, isOwnPath(returnTo) ? returnTo! : "/");
}

export async function leave(_context: WebContext, req: Request, res: Response): Promise<void> {
  await new Promise<void>((resolve, reject) =>
    req.session.destroy((error: unknown) => (error ? reject(error) : resolve())),
  );
  res.redirect(303, "/sign-in");
}

function isOwnPath(path: string | undefined): boolean {
  return path !== undefined && /^\/(?![/\\])/.test(path);
}

function withoutToken(body: unknown): object {
  const { _csrf, ...rest } = (body ?? {}) as Record<string, unknown>;
  return rest;
}

function renderFirstRun(res: Response, form: object): void {
  res.render("console/account/firstRun", { layout: "plain", title: "Welcome to Afterword", form });
}

function renderSignIn(res: Response, form: object, problem?: string): void {
  res.render("console/account/signIn", { layout: "plain", title: "Sign in", form, problem });
}
