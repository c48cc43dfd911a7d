import type { Request, Response } from "express";
import { releaseCasesOf } from "../../domain/cases/releaseCasesOf.js";
import { changeRole as giveRole } from "../../domain/users/changeRole.js";
import { inviteAgain } from "../../domain/users/inviteAgain.js";
import { inviteUser } from "../../domain/users/inviteUser.js";
import { keepOut } from "../../domain/users/keepOut.js";
import { letBackIn } from "../../domain/users/letBackIn.js";
import { Conflict } from "../../lib/errors.js";
import * as cases from "../../store/cases.js";
import * as users from "../../store/users.js";
import * as userTokens from "../../store/userTokens.js";
import { accessForm, inviteForm, peopleQuery, roleForm } from "../forms/accountForms.js";
import { readForm, toFieldErrors } from "../forms/readForm.js";
import { presentPaging } from "../presenters/address.js";
import { zoneName } from "../presenters/dates.js";
import { presentForm, type PresentedForm } from "../presenters/form.js";
import { countOf } from "../presenters/numbers.js";
import { roleChoices, ROLE_WORDS } from "../presenters/roles.js";
import { presentUser } from "../presenters/usersPage.js";
import { leaveNotice, userOf } from "../session.js";
import type { WebContext } from "../webContext.js";

export async function showUsers(context: WebContext, req: Request, res: Response): Promise<void> {
  await renderUsers(context, req, res, { form: presentForm({ role: "agent" }) });
}

export async function invite(context: WebContext, req: Request, res: Response): Promise<void> {
  const form = inviteForm.safeParse(req.body);
  if (!form.success) {
    res.status(400);
    return renderUsers(context, req, res, {
      form: presentForm(req.body as object, toFieldErrors(form.error)),
    });
  }
  try {
    const input = { ...form.data, invitedBy: userOf(req) };
    const { user, isSent } = await inviteUser(context, context.channels.email, input, context.clock.now());
    leaveNotice(req, aboutMail(context, user.name, isSent));
    res.redirect(303, "/users");
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    res.status(409);
    await renderUsers(context, req, res, { form: presentForm(req.body as object, error.fields) });
  }
}

export async function sendInvitationAgain(context: WebContext, req: Request, res: Response): Promise<void> {
  const user = await users.get(String(req.params["id"]));
  await orSayWhy(context, req, res, async () => {
    const about = { user, invitedBy: userOf(req) };
    const isSent = await inviteAgain(context, context.channels.email, about, context.clock.now());
    leaveNotice(req, aboutMail(context, user.name, isSent));
  });
}

export async function changeRole(context: WebContext, req: Request, res: Response): Promise<void> {
  const user = await users.get(String(req.params["id"]));
  const { role } = readForm(roleForm, req.body);
  await orSayWhy(context, req, res, async () => {
    await giveRole(user, role);
    leaveNotice(
      req,
      `${user.name} is now ${role === "manager" ? "a" : "an"} ${ROLE_WORDS[role].name.toLowerCase()}.`,
    );
    if (user.id === userOf(req).id && role !== "admin") return "/"; // the list is not theirs any more
  });
}

export async function changeAccess(context: WebContext, req: Request, res: Response): Promise<void> {
  const user = await users.get(String(req.params["id"]));
  const { access } = readForm(accessForm, req.body);
  await orSayWhy(context, req, res, async () => {
    const now = context.clock.now();
    if (access === "in") {
      await letBackIn(user, now);
      return leaveNotice(req, `${user.name} can sign in again.`);
    }
    await keepOut(user, userOf(req), now);
    const count = await releaseCasesOf(context, user.id, { by: userOf(req).id, now });
    const released = count > 0 ? ` Back in the queue: ${countOf(count, "open case")}.` : "";
    leaveNotice(req, `${user.name} is kept out, and signed out everywhere.${released}`);
  });
}

/** Back to the list (or where `work` says) when it went well; the list with the reason when it cannot be. */
async function orSayWhy(
  context: WebContext,
  req: Request,
  res: Response,
  work: () => Promise<string | void>,
): Promise<void> {
  try {
    res.redirect(303, (await work()) ?? "/users");
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    res.status(409);
    await renderUsers(context, req, res, { form: presentForm({ role: "agent" }), problem: error.message });
  }
}

function aboutMail(context: WebContext, name: string, isSent: boolean): string {
  if (!isSent)
    return `${name} is on the list, but the mail could not be sent. Check the mail server, then send the invitation again.`;
  if (usesOutbox(context)) return `${name} is invited. The mail lies in the outbox.`;
  return `${name} is invited. The mail is on its way.`;
}

function usesOutbox(context: WebContext): boolean {
  return context.outboxChannels.includes("email");
}

async function renderUsers(
  context: WebContext,
  req: Request,
  res: Response,
  { form, problem }: { form: PresentedForm; problem?: string },
): Promise<void> {
  const query = readForm(peopleQuery, req.query);
  const { items, next } = await users.listPage(query);
  const now = context.clock.now();
  const openLinks = await userTokens.listOpen(
    { users: items.map(({ id }) => id), purpose: "invitation" },
    now,
  );
  const owned = await cases.countByOwner(items.map(({ id }) => id));
  const about = { viewer: userOf(req), openLinks, owned, zone: context.reportingZone };
  res.render("console/users/list", {
    title: "Users",
    people: items.map((one) => presentUser(one, about)),
    isAlone: items.length === 1 && !query.cursor,
    paging: presentPaging("/users", query, next),
    zone: zoneName(context.reportingZone),
    usesOutboxForMail: usesOutbox(context),
    form,
    roles: roleChoices(form.values["role"]),
    problem,
  });
}
