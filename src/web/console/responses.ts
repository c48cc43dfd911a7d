import type { Request, Response } from "express";
import { listResponses } from "../../domain/responses/listResponses.js";
import { readAnswers } from "../../domain/responses/readAnswers.js";
import { dayOf } from "../../lib/timeZone.js";
import * as customers from "../../store/customers.js";
import * as touchpoints from "../../store/touchpoints.js";
import { readFilter } from "../forms/readFilter.js";
import { FILTER_FIELDS, responseFilterForm } from "../forms/responseFilterForm.js";
import { presentResponseList } from "../presenters/responseList.js";
import type { WebContext } from "../webContext.js";

const FIELDS = [...FILTER_FIELDS, "period", "from", "to"];

const NOTHING = { items: [], next: null, searchedTo: null };

export async function showResponses(context: WebContext, req: Request, res: Response): Promise<void> {
  const now = context.clock.now();
  const form = responseFilterForm(dayOf(now, context.reportingZone));
  const { query, form: typed, problem } = readFilter(form, req.query, FIELDS);
  if (!query) res.status(400);
  const page = query ? await listResponses(query.filter, query) : NOTHING;
  const facts = {
    query,
    page,
    answers: await readAnswers(context, page.items, now),
    customers: await customers.listByIds(page.items.map(({ customer }) => customer)),
    touchpoints: await touchpoints.list(),
    zone: context.reportingZone,
  };
  res.render("console/responses/list", { ...presentResponseList(facts, typed), problem });
}
