import type { GivenAnswers } from "../../domain/responses/readAnswers.js";
import type { TellingPhrases } from "../../domain/responses/readTellingPhrases.js";
import type { ResponsePage } from "../../domain/responses/listResponses.js";
import type { Customer } from "../../records/customer.js";
import type { SurveyResponse } from "../../records/response.js";
import type { Touchpoint } from "../../records/touchpoint.js";
import type { View } from "../../records/view.js";
import type { ResponseQuery } from "../forms/responseFilterForm.js";
import { presentAnswersOf } from "./answers.js";
import { caseAddress } from "./caseQueue.js";
import { presentDay, presentInstant, zoneName } from "./dates.js";
import { filterAddress, type FilterPlace } from "./filterAddress.js";
import { filterChips, SENTIMENT_WORDS } from "./filterChips.js";
import type { PresentedForm } from "./form.js";
import { presentFace } from "./metricWords.js";
import { flagsInWords } from "./oddities.js";
import { presentPerson } from "./people.js";
import { channelInWords } from "./reasons.js";
import { presentPhrases } from "./phrases.js";
import { presentFilterBar } from "./responseFilterBar.js";

export interface ResponseListFacts {
  query: ResponseQuery | null;
  page: ResponsePage;
  phrases: TellingPhrases | null;
  answers: GivenAnswers;
  customers: Customer[];
  touchpoints: Touchpoint[];
  views: View[];
  zone: string;
}

/** The page of all answers, with the filters that led to it. */
export function presentResponseList(facts: ResponseListFacts, form: PresentedForm) {
  const { query, page, touchpoints, zone } = facts;
  const customers = new Map(facts.customers.map((one) => [one.id, one]));
  const names = new Map(touchpoints.map(({ key, name }) => [key, name]));
  const agents = new Map(page.items.map(({ agent }) => [agent?.id ?? "", agent?.name ?? agent?.id ?? ""]));
  const views = new Map(facts.views.map(({ key, name }) => [key, name]));
  const chips = query ? filterChips("/responses", query, { touchpoints: names, agents, views }) : [];
  return {
    title: "Responses",
    zone: zoneName(zone),
    bar: presentFilterBar(form, touchpoints),
    chips,
    isFiltered: query ? chips.length > 0 : true,
    isRead: query !== null,
    phrases: query && presentPhrases(facts.phrases, query),
    viewHref: query && isNarrowed(query) ? filterAddress("/views/new", ofFilter(query)) : null,
    alertHref:
      query && isNarrowed(query)
        ? filterAddress("/alerts/new", ofFilter(query), [["kind", "response"]])
        : null,
    fileHref: query && filterAddress("/responses.csv", query),
    rows: page.items.map((response) => ({
      ...presentResponse(response, { query: query ?? { filter: {} }, touchpoints: names, zone }),
      answers: presentAnswersOf(response.id, facts.answers),
      customer: presentPerson(response.customer, customers.get(response.customer)),
    })),
    searched: page.searchedTo && {
      to: presentDay(page.searchedTo),
      href: filterAddress("/responses", query!, [["cursor", page.next!]]),
    },
    paging: query && presentPlaces(query, page),
  };
}

/** Whether there is more than a view as it is, and not about one customer: that can be kept. */
function isNarrowed({ filter }: ResponseQuery): boolean {
  return Object.keys(filter).length > 0 && filter.customer === undefined;
}

/** Without its days: a view is looked at for any. */
function ofFilter({ filter, view }: ResponseQuery): FilterPlace {
  return { filter, ...(view !== undefined && { view }) };
}

function presentPlaces(query: ResponseQuery, { next, searchedTo }: ResponsePage) {
  const older = next && !searchedTo ? filterAddress("/responses", query, [["cursor", next]]) : null;
  const newest = query.cursor ? filterAddress("/responses", query) : null;
  return older || newest ? { older, newest } : null;
}

export interface ResponsePlace {
  /** What is filtered by already: a tag or an agent that is tapped is filtered by too. */
  query: FilterPlace;
  touchpoints: ReadonlyMap<string, string>;
  zone: string;
}

/** An answer as it stands in a list and on its own page. */
export function presentResponse(response: SurveyResponse, { query, touchpoints, zone }: ResponsePlace) {
  const { id, agent, team, tags = [], sentiment, comment } = response;
  const narrowed = (filter: FilterPlace["filter"]) =>
    filterAddress("/responses", { ...query, filter: { ...query.filter, ...filter } });
  return {
    id,
    href: responseAddress(id),
    face: presentFace(response),
    comment,
    language: response.language,
    touchpoint: touchpoints.get(response.touchpoint) ?? response.touchpoint,
    channel: channelInWords(response.channel),
    agent: agent && { name: agent.name ?? agent.id, href: narrowed({ agents: [agent.id] }) },
    team: team && { name: team, href: narrowed({ teams: [team] }) },
    tags: tags.map((tag) => ({ tag, href: narrowed({ tags: [tag] }) })),
    sentiment: sentiment && SENTIMENT_WORDS[sentiment],
    sentimentTone: sentiment === "positive" ? "good" : sentiment === "negative" ? "bad" : "",
    oddity: flagsInWords(response.flags),
    at: presentInstant(response.respondedAt, zone),
    caseHref: response.case && caseAddress(response.case),
  };
}

/** The page of an answer. */
export function responseAddress(id: string): string {
  return `/responses/${encodeURIComponent(id)}`;
}
