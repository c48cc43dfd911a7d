import type { Request, Response } from "express";
import { defaultCalendar } from "../../domain/cases/calendarRules.js";
import { readKept } from "../../domain/cases/readKept.js";
import { saveTeam } from "../../domain/cases/saveTeam.js";
import { InvalidInput } from "../../lib/errors.js";
import type { Team } from "../../records/team.js";
import * as teams from "../../store/teams.js";
import * as users from "../../store/users.js";
import { readNewTeam, readTeam, readTeamFields, toTeamFields } from "../forms/teamPageForm.js";
import { presentForm, type PresentedForm } from "../presenters/form.js";
import { keptInWords, presentTeamForm, presentTeams } from "../presenters/teamPages.js";
import { leaveNotice } from "../session.js";
import type { WebContext } from "../webContext.js";

export async function showTeams(_context: WebContext, _req: Request, res: Response): Promise<void> {
  const [all, people] = await Promise.all([teams.list(), users.list()]);
  res.render("console/teams/list", presentTeams(all, people));
}

export async function showNewTeam(context: WebContext, _req: Request, res: Response): Promise<void> {
  const fields = toTeamFields({ calendar: defaultCalendar(context.reportingZone) });
  await renderForm(context, res, presentForm(fields), null);
}

export async function createTeam(context: WebContext, req: Request, res: Response): Promise<void> {
  try {
    const team = readNewTeam(req.body);
    await saveTeam(team, context.clock.now(), { mustBeNew: true });
    leaveNotice(req, `${team.name} is there. Events name it as “${team.key}”.`);
    res.redirect(303, `/teams/${team.key}`);
  } catch (error) {
    await refuse(context, req, res, { error, stored: null });
  }
}

export async function showTeam(context: WebContext, req: Request, res: Response): Promise<void> {
  const team = await teams.get(String(req.params["key"]));
  await renderForm(context, res, presentForm(toTeamFields(team)), team);
}

export async function changeTeam(context: WebContext, req: Request, res: Response): Promise<void> {
  const stored = await teams.get(String(req.params["key"]));
  try {
    await saveTeam({ key: stored.key, ...readTeam(req.body) }, context.clock.now());
    const team = await teams.get(stored.key);
    const left = stored.members.filter((one) => !team.members.includes(one));
    const kept = (await readKept(team)).filter(({ user }) => left.includes(user));
    leaveNotice(req, ["Saved", ...keptInWords(kept, await users.list())].join(". ") + ".");
    res.redirect(303, `/teams/${stored.key}`);
  } catch (error) {
    await refuse(context, req, res, { error, stored });
  }
}

/** The form again, with what was typed and what is wrong with it. */
async function refuse(
  context: WebContext,
  req: Request,
  res: Response,
  { error, stored }: { error: unknown; stored: Team | null },
): Promise<void> {
  if (!(error instanceof InvalidInput)) throw error;
  res.status(400);
  await renderForm(context, res, presentForm(readTeamFields(req.body), error.fields), stored);
}

async function renderForm(
  context: WebContext,
  res: Response,
  form: PresentedForm,
  stored: Team | null,
): Promise<void> {
  const facts = {
    users: await users.list(),
    kept: stored ? await readKept(stored) : [],
    now: context.clock.now(),
  };
  res.render("console/teams/form", presentTeamForm(form, stored, facts));
}
