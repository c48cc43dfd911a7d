import type { Request, Response } from "express";
import { finishDetractor } from "../../domain/cases/finishDetractor.js";
import { releaseDetractor } from "../../domain/cases/releaseDetractor.js";
import { reopenDetractor } from "../../domain/cases/reopenDetractor.js";
import { takeDetractor } from "../../domain/cases/takeDetractor.js";
import { readAnswers } from "../../domain/responses/readAnswers.js";
import { Conflict } from "../../lib/errors.js";
import * as customers from "../../store/customers.js";
import * as responses from "../../store/responses.js";
import * as touchpoints from "../../store/touchpoints.js";
import * as users from "../../store/users.js";
import { backToTab, detractorQuery } from "../forms/detractorForm.js";
import { id } from "../forms/fields.js";
import { readFilter } from "../forms/readFilter.js";
import { readForm } from "../forms/readForm.js";
import { addressOf } from "../presenters/address.js";
import { presentDetractorList } from "../presenters/detractorList.js";
import { leaveNotice, userOf } from "../session.js";
import type { WebContext } from "../webContext.js";

export async function showDetractors(context: WebContext, req: Request, res: Response): Promise<void> {
  const { query, problem } = readFilter(detractorQuery, req.query, []);
  if (!query) res.status(400);
  const { tab = "open", cursor, limit } = query ?? { limit: 50 };
  const user = userOf(req);
  const { items, next } = await responses.list({
    followUp: tab === "done" ? "done" : "open",
    ...(tab === "mine" && { takenBy: user.id }),
    ...(cursor && { cursor }),
    limit,
  });
  const [people, places, colleagues] = await Promise.all([
    customers.listByIds(items.map(({ customer }) => customer)),
    touchpoints.list(),
    users.list(),
  ]);
  const answers = await readAnswers(context, items, context.clock.now());
  const facts = {
    tab,
    items,
    next,
    cursor,
    answers,
    customers: people,
    touchpoints: places,
    users: colleagues,
    user,
  };
  res.render("console/detractors/list", {
    ...presentDetractorList({ ...facts, zone: context.reportingZone }),
    problem,
  });
}

export async function takeOne(context: WebContext, req: Request, res: Response): Promise<void> {
  await act(req, res, (one) => takeDetractor(one, userOf(req).id, context.clock.now()));
}

export async function giveBackOne(_context: WebContext, req: Request, res: Response): Promise<void> {
  await act(req, res, (one) => releaseDetractor(one, userOf(req).id), "Given back: anybody can take it now.");
}

export async function finishOne(context: WebContext, req: Request, res: Response): Promise<void> {
  const finish = (one: string) => finishDetractor(one, userOf(req).id, context.clock.now());
  await act(req, res, finish, "Marked as done. You find it under Done.");
}

export async function reopenOne(_context: WebContext, req: Request, res: Response): Promise<void> {
  await act(req, res, reopenDetractor, "It is among the open ones again.");
}

/** Does it and goes back to the list; when somebody else was quicker the list says who. */
async function act(
  req: Request,
  res: Response,
  verb: (id: string) => Promise<void>,
  notice?: string,
): Promise<void> {
  try {
    await verb(readForm(id, req.params["id"]));
    if (notice) leaveNotice(req, notice);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    leaveNotice(req, error.message);
  }
  const { tab } = readForm(backToTab, req.body);
  res.redirect(303, addressOf("/detractors", { tab: tab === "open" ? undefined : tab }));
}
