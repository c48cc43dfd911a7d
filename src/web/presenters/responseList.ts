import { CATEGORIES, type responseQuery } from "../forms/queryForms.js";
import type { z } from "zod";
import type { GivenAnswers } from "../../domain/responses/readAnswers.js";
import type { Customer } from "../../records/customer.js";
import type { SurveyResponse } from "../../records/response.js";
import type { Touchpoint } from "../../records/touchpoint.js";
import { presentAnswersOf } from "./answers.js";
import { presentPaging } from "./address.js";
import { presentInstant, zoneName } from "./dates.js";
import type { PresentedForm } from "./form.js";
import { presentFace } from "./metricWords.js";
import { flagsInWords } from "./oddities.js";
import { presentOptions } from "./options.js";
import { presentPerson } from "./people.js";
import { channelInWords } from "./reasons.js";

export interface ResponseListFacts {
  query: z.infer<typeof responseQuery> | null;
  items: SurveyResponse[];
  next: string | null;
  answers: GivenAnswers;
  customers: Customer[];
  touchpoints: Touchpoint[];
  zone: string;
}

/** The page of all answers, with the filters that led to it. */
export function presentResponseList(facts: ResponseListFacts, form: PresentedForm) {
  const { query, items, next, touchpoints, zone } = facts;
  const customers = new Map(facts.customers.map((one) => [one.id, one]));
  const names = new Map(touchpoints.map(({ key, name }) => [key, name]));
  const { touchpoint, category, customer, from, to } = form.values;
  return {
    title: "Responses",
    zone: zoneName(zone),
    form,
    isFiltered: [touchpoint, category, customer, from, to].some(Boolean),
    isRead: query !== null,
    touchpoints: presentOptions(
      touchpoints.map(({ key, name }) => ({ value: key, label: name })),
      touchpoint,
    ),
    categories: presentOptions(
      CATEGORIES.map((value) => ({ value, label: capital(value) })),
      category,
    ),
    rows: items.map((response) => ({
      face: presentFace(response),
      comment: response.comment,
      answers: presentAnswersOf(response.id, facts.answers),
      language: response.language,
      customer: presentPerson(response.customer, customers.get(response.customer)),
      touchpoint: names.get(response.touchpoint) ?? response.touchpoint,
      channel: channelInWords(response.channel),
      agent: response.agent && (response.agent.name ?? response.agent.id),
      team: response.team,
      oddity: flagsInWords(response.flags),
      at: presentInstant(response.respondedAt, zone),
    })),
    paging: presentPaging("/responses", query ?? {}, next),
  };
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}
