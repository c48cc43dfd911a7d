import type { Request, Response } from "express";
import { listResponses } from "../../domain/responses/listResponses.js";
import { readAnswers } from "../../domain/responses/readAnswers.js";
import { readTellingPhrases } from "../../domain/responses/readTellingPhrases.js";
import { narrowByView } from "../../domain/views/narrowByView.js";
import { dayOf } from "../../lib/timeZone.js";
import type { User } from "../../records/user.js";
import * as customers from "../../store/customers.js";
import * as touchpoints from "../../store/touchpoints.js";
import * as views from "../../store/views.js";
import { readFilter, type Filter } from "../forms/readFilter.js";
import { FILTER_FIELDS, responseFilterForm, type ResponseQuery } from "../forms/responseFilterForm.js";
import { problemOf } from "../forms/viewForms.js";
import { presentResponseList } from "../presenters/responseList.js";
import { userOf } from "../session.js";
import type { WebContext } from "../webContext.js";

const FIELDS = [...FILTER_FIELDS, "period", "from", "to"];

const NOTHING = { items: [], next: null, searchedTo: null };

export async function showResponses(context: WebContext, req: Request, res: Response): Promise<void> {
  const now = context.clock.now();
  const form = responseFilterForm(dayOf(now, context.reportingZone));
  const read = readFilter(form, req.query, FIELDS);
  const { query, filter, problem } = await resolveView(userOf(req), read);
  if (!query) res.status(400);
  const page = query ? await listResponses(filter, query) : NOTHING;
  const isFirst = query && !query.cursor;
  const facts = {
    query,
    phrases: isFirst ? await readTellingPhrases(filter, query) : null,
    page,
    views: await views.list(),
    answers: await readAnswers(context, page.items, now),
    customers: await customers.listByIds(page.items.map(({ customer }) => customer)),
    touchpoints: await touchpoints.list(),
    zone: context.reportingZone,
  };
  res.render("console/responses/list", { ...presentResponseList(facts, read.form), problem });
}

/** What the query means with its view; a view that is gone is told, and nothing is listed. */
async function resolveView(user: User, { query, problem }: Filter<ResponseQuery>) {
  if (!query) return { query, filter: {}, problem };
  try {
    return { query, filter: await narrowByView(user, query), problem };
  } catch (error) {
    return { query: null, filter: {}, problem: problemOf(error) };
  }
}
