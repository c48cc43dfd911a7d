import type { Request, Response } from "express";
import { assignCase } from "../../domain/cases/assignCase.js";
import { readQueue } from "../../domain/cases/readQueue.js";
import { isVisible, readScope } from "../../domain/cases/readScope.js";
import { Conflict, InvalidInput } from "../../lib/errors.js";
import * as cases from "../../store/cases.js";
import * as touchpoints from "../../store/touchpoints.js";
import * as users from "../../store/users.js";
import { assignmentsForm, backToQueue, queueQuery } from "../forms/caseForms.js";
import { readFilter } from "../forms/readFilter.js";
import { readForm } from "../forms/readForm.js";
import { presentCaseQueue, queueAddress } from "../presenters/caseQueue.js";
import { countOf } from "../presenters/numbers.js";
import { leaveNotice, userOf } from "../session.js";
import type { WebContext } from "../webContext.js";

export async function showCaseQueue(context: WebContext, req: Request, res: Response): Promise<void> {
  const { query, problem } = readFilter(queueQuery, req.query, []);
  if (!query) res.status(400);
  const user = userOf(req);
  const now = context.clock.now();
  const { limit = 50, team, cursor } = query ?? {};
  const chosen = query?.queue ?? (user.role === "agent" ? "mine" : "team");
  const [queue, places, people] = await Promise.all([
    readQueue(user, { queue: chosen, team, cursor, limit }, now),
    touchpoints.list(),
    users.list(),
  ]);
  const facts = { queue, chosen, team, cursor, touchpoints: places, users: people, user, now };
  res.render("console/cases/list", {
    ...presentCaseQueue({ ...facts, zone: context.reportingZone }),
    problem,
  });
}

/** Gives each of the chosen cases to somebody; those that changed since they were seen stay as they are, and are counted. */
export async function assignMany(context: WebContext, req: Request, res: Response): Promise<void> {
  const back = readForm(backToQueue, req.body);
  try {
    const { cases: chosen, to } = readForm(assignmentsForm, req.body);
    const user = userOf(req);
    const scope = await readScope(user);
    let given = 0;
    for (const { id, from } of chosen) {
      const theCase = await cases.find(id);
      if (!theCase || !isVisible(scope, theCase)) continue;
      const assigned = await assignCase(context, id, { from, to, by: user.id }, context.clock.now()).catch(
        unlessChanged,
      );
      if (assigned) given += 1;
    }
    const left = chosen.length - given;
    leaveNotice(
      req,
      `${countOf(given, "case")} assigned.${left > 0 ? ` ${countOf(left, "case")} had changed meanwhile and ${left === 1 ? "was" : "were"} left alone.` : ""}`,
    );
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    leaveNotice(req, `Nothing was assigned: ${error.fields[0]?.message ?? error.message}.`);
  }
  res.redirect(303, queueAddress(back));
}

function unlessChanged(error: unknown): null {
  if (error instanceof Conflict) return null;
  throw error;
}
