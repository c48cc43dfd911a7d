import type { Request, Response } from "express";
import { z } from "zod";
import { saveTeam } from "../../domain/cases/saveTeam.js";
import * as teams from "../../store/teams.js";
import * as users from "../../store/users.js";
import { key } from "../forms/fields.js";
import { readForm } from "../forms/readForm.js";
import { teamForm } from "../forms/teamForm.js";
import { presentTeam } from "../presenters/teamApi.js";
import type { WebContext } from "../webContext.js";

const params = z.object({ key });

export async function listTeams(_context: WebContext, _req: Request, res: Response): Promise<void> {
  const [all, people] = await Promise.all([teams.list(), users.list()]);
  res.json({ items: all.map((team) => presentTeam(team, people)) });
}

export async function getTeam(_context: WebContext, req: Request, res: Response): Promise<void> {
  const team = await teams.get(readForm(params, req.params).key);
  res.json(presentTeam(team, await users.list()));
}

export async function putTeam(context: WebContext, req: Request, res: Response): Promise<void> {
  const { key } = readForm(params, req.params);
  const isCreated = await saveTeam({ key, ...readForm(teamForm, req.body) }, context.clock.now());
  res.status(isCreated ? 201 : 200).json(presentTeam(await teams.get(key), await users.list()));
}
