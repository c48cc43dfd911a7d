import type { Request, Response } from "express";
import { readAnswers } from "../../domain/responses/readAnswers.js";
import * as customers from "../../store/customers.js";
import * as responses from "../../store/responses.js";
import * as touchpoints from "../../store/touchpoints.js";
import { responseQuery } from "../forms/queryForms.js";
import { readFilter } from "../forms/readFilter.js";
import { presentResponseList } from "../presenters/responseList.js";
import type { WebContext } from "../webContext.js";

const FIELDS = ["touchpoint", "category", "customer", "from", "to"];

export async function showResponses(context: WebContext, req: Request, res: Response): Promise<void> {
  const { query, form, problem } = readFilter(responseQuery, req.query, FIELDS);
  if (!query) res.status(400);
  const { items, next } = query ? await responses.list(query) : { items: [], next: null };
  const facts = {
    query,
    items,
    next,
    answers: await readAnswers(context, items, context.clock.now()),
    customers: await customers.listByIds(items.map(({ customer }) => customer)),
    touchpoints: await touchpoints.list(),
    zone: context.reportingZone,
  };
  res.render("console/responses/list", { ...presentResponseList(facts, form), problem });
}
