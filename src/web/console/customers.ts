import type { Request, Response } from "express";
import { requireVisibleCustomer } from "../../domain/cases/readScope.js";
import { optIn } from "../../domain/customers/optIn.js";
import { optOut } from "../../domain/customers/optOut.js";
import { readStory } from "../../domain/customers/readStory.js";
import * as customers from "../../store/customers.js";
import * as touchpoints from "../../store/touchpoints.js";
import { id } from "../forms/fields.js";
import { listQuery, optOutParams } from "../forms/queryForms.js";
import { readFilter } from "../forms/readFilter.js";
import { readForm } from "../forms/readForm.js";
import { customerAddress } from "../presenters/address.js";
import { presentCustomerList, presentCustomerPage } from "../presenters/customerPage.js";
import { channelInWords } from "../presenters/reasons.js";
import { leaveNotice, userOf } from "../session.js";
import type { WebContext } from "../webContext.js";

export async function showCustomers(context: WebContext, req: Request, res: Response): Promise<void> {
  const { query, form, problem } = readFilter(listQuery, req.query, ["search"]);
  if (!query) res.status(400);
  const { items, next } = query ? await customers.list(query) : { items: [], next: null };
  const facts = { query, items, next, zone: context.reportingZone };
  res.render("console/customers/list", { ...presentCustomerList(facts, form), problem });
}

export async function showCustomer(context: WebContext, req: Request, res: Response): Promise<void> {
  const customer = readForm(id, req.params["id"]);
  await requireVisibleCustomer(userOf(req), customer);
  const story = await readStory(context, customer, context.clock.now());
  const facts = {
    story,
    touchpoints: await touchpoints.list(),
    user: userOf(req),
    zone: context.reportingZone,
    now: context.clock.now(),
  };
  res.render("console/customers/show", presentCustomerPage(facts));
}

export async function optCustomerOut(context: WebContext, req: Request, res: Response): Promise<void> {
  const params = readForm(optOutParams, req.params);
  await requireVisibleCustomer(userOf(req), params.id);
  const customer = await customers.get(params.id);
  await optOut(customer, params.channel, companyOf(context, req));
  leaveNotice(req, `Will not be asked by ${channelInWords(params.channel)} any more.`);
  res.redirect(303, customerAddress(params.id));
}

export async function optCustomerIn(context: WebContext, req: Request, res: Response): Promise<void> {
  const params = readForm(optOutParams, req.params);
  await requireVisibleCustomer(userOf(req), params.id);
  await optIn(await customers.get(params.id), params.channel, companyOf(context, req));
  leaveNotice(req, `May be asked by ${channelInWords(params.channel)} again.`);
  res.redirect(303, customerAddress(params.id));
}

function companyOf(context: WebContext, req: Request) {
  return { at: context.clock.now(), source: "company" as const, by: userOf(req).name };
}
