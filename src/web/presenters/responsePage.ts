import type { WholeResponse } from "../../domain/responses/readResponse.js";
import { MOST_TAGS } from "../../domain/responses/taggingRules.js";
import { textsOf } from "../../domain/responses/filterRules.js";
import type { Properties } from "../../records/customer.js";
import type { PropertyCondition } from "../../records/responseFilter.js";
import type { Touchpoint } from "../../records/touchpoint.js";
import { presentAnswersOf } from "./answers.js";
import { presentInstant, zoneName } from "./dates.js";
import { filterAddress } from "./filterAddress.js";
import { languageName } from "./filterChips.js";
import type { PresentedForm } from "./form.js";
import { METRIC_WORDS } from "./metricWords.js";
import { presentPerson } from "./people.js";
import { presentResponse, responseAddress } from "./responseList.js";
import { presentProperties } from "./values.js";

export interface ResponsePageFacts {
  whole: WholeResponse;
  touchpoints: Touchpoint[];
  zone: string;
  /** What a new note will be called, so that the form sent twice writes it once. */
  noteId: string;
}

/** Everything about one answer. */
export function presentResponsePage(
  { whole, touchpoints, zone, noteId }: ResponsePageFacts,
  { tagForm, noteForm }: { tagForm?: PresentedForm; noteForm?: PresentedForm },
) {
  const { response, answers, customer, notes, users } = whole;
  const names = new Map(touchpoints.map(({ key, name }) => [key, name]));
  const shown = presentResponse(response, { query: { filter: {} }, touchpoints: names, zone });
  const writers = new Map(users.map(({ id, name }) => [id, name]));
  const person = presentPerson(response.customer, customer);
  return {
    title: `${shown.touchpoint}: ${response.score}`,
    zone: zoneName(zone),
    action: responseAddress(response.id),
    response: shown,
    answers: presentAnswersOf(response.id, answers),
    person,
    facts: [
      { name: "Touchpoint", value: shown.touchpoint, href: to({ touchpoints: [response.touchpoint] }) },
      { name: "Category", value: response.category, href: to({ categories: [response.category] }) },
      { name: "Metric", value: METRIC_WORDS[response.metric].name },
      ...(shown.agent ? [{ name: "Agent", value: shown.agent.name, href: shown.agent.href }] : []),
      ...(shown.team ? [{ name: "Team", value: shown.team.name, href: shown.team.href }] : []),
      { name: "Channel", value: shown.channel },
      { name: "Language", value: languageName(response.language) },
      { name: "Survey", value: `${response.survey}, version ${response.surveyVersion}` },
      ...(shown.sentiment ? [{ name: "Comment", value: shown.sentiment }] : []),
    ],
    changedAt: response.changedAt > response.respondedAt && presentInstant(response.changedAt, zone),
    properties: presentFrozen("event", response.properties),
    attributes: presentFrozen("customer", response.segment),
    tags: response.tags ?? [],
    takenOff: response.tagsTakenOff?.join(", "),
    mayTag: (response.tags?.length ?? 0) < MOST_TAGS,
    choices: whole.tags.filter((tag) => !response.tags?.includes(tag)),
    notes: notes.map(({ by, text, at }) => ({
      by: writers.get(by) ?? "Somebody who is gone",
      text,
      at: presentInstant(at, zone),
    })),
    noteId,
    tagForm,
    noteForm,
  };
}

const to = (filter: Parameters<typeof filterAddress>[1]["filter"]) => filterAddress("/responses", { filter });

/** Each with all answers that have the same. */
function presentFrozen(of: PropertyCondition["of"], properties: Properties) {
  return presentProperties(properties).map(({ name, value }) => {
    const texts = textsOf(properties[name]!);
    const href = texts.length > 0 && to({ properties: [{ of, name, values: texts }] });
    return { name, value, href };
  });
}
