import { conditionInWords, type WatchNames } from "../../domain/alerts/alertWords.js";
import { TRIAL_DAYS, type AlertTrial } from "../../domain/alerts/tryAlert.js";
import { filterInWords } from "../../domain/views/filterWords.js";
import type { RowPlace } from "../../domain/metrics/readScores.js";
import { isScored } from "../../domain/views/rules.js";
import type { Alert, AlertKind } from "../../records/alert.js";
import type { Metric } from "../../records/metric.js";
import type { User } from "../../records/user.js";
import type { View } from "../../records/view.js";
import { ALERT_DAYS, watchValue, type WatchInput } from "../forms/alertForm.js";
import type { CarriedFilter } from "../forms/viewForms.js";
import { presentMeasure } from "./alertMeasure.js";
import { presentDay, presentInstant } from "./dates.js";
import { filterParameters } from "./filterAddress.js";
import type { PresentedForm } from "./form.js";
import { METRIC_WORDS, presentFace } from "./metricWords.js";
import { presentCount } from "./numbers.js";
import { faultsInWords } from "./touchpointPages.js";

const KINDS: Record<AlertKind, { title: string; about: string }> = {
  response: {
    title: "A response",
    about: "Each answer that matches: for example a detractor with a comment whose plan is gold.",
  },
  score: {
    title: "A score that clearly falls",
    about: "Of a touchpoint or a saved view, and still does a day later.",
  },
  response_rate: {
    title: "A response rate that clearly drops",
    about: "Fewer of those asked at a touchpoint answer.",
  },
  coverage: {
    title: "A coverage that clearly drops",
    about: "Fewer of those are asked who could be: a sign of gaming, or of a broken link.",
  },
};

/** What there is to choose from first. */
export function presentAlertKinds() {
  const kinds = Object.entries(KINDS).map(([kind, words]) => ({
    href: `/alerts/new?kind=${kind}`,
    ...words,
  }));
  return { title: "New alert", kinds };
}

export interface AlertFormFacts {
  kind: AlertKind;
  carried: CarriedFilter;
  stored?: Alert;
  names: WatchNames;
  pairs: readonly RowPlace[];
  views: readonly View[];
  people: readonly User[];
  /** What is chosen; null where that cannot be read. */
  watch: WatchInput | null;
  trial: AlertTrial | null;
  zone: string;
  isTyped: boolean;
}

/** The form of an alert of one kind, with what it would have told. */
export function presentAlertForm(form: PresentedForm, facts: AlertFormFacts) {
  const { kind, carried, stored, names, people, trial } = facts;
  const chosen = [form.values["users"] ?? []].flat();
  const days = String(form.values["days"] ?? ALERT_DAYS[0]);
  return {
    title: stored ? `Change ${stored.name}` : KINDS[kind].title,
    about: KINDS[kind].about,
    action: stored ? `/alerts/${stored.key}/settings` : "/alerts",
    back: stored
      ? { href: `/alerts/${stored.key}`, label: stored.name }
      : { href: "/alerts/new", label: "New alert" },
    isNew: !stored,
    key: stored?.key,
    kind,
    form,
    faults: faultsInWords(form),
    carried: stored ? [] : filterParameters(carried.filter).map(([name, value]) => ({ name, value })),
    of: presentChoices(form, facts),
    isResponse: kind === "response",
    isScore: kind === "score",
    condition: kind === "response" ? null : conditionInWords({ kind, days: Number(days) }),
    days: kind !== "response" && {
      name: "days",
      error: form.errors["days"],
      options: ALERT_DAYS.map((one) => ({
        value: String(one),
        label: `${one} days against the ${one} before`,
        isChosen: String(one) === days,
      })),
    },
    people: people.map(({ id, name, role }) => ({ id, name, role, isChosen: chosen.includes(id) })),
    usersError: form.errors["users"],
    isCommentInChat: form.values["isCommentInChat"] !== undefined,
    trial: trial && presentTrial(trial, facts),
    words: Object.keys(carried.filter).length > 0 ? filterInWords(carried.filter, names) : null,
  };
}

/** What can be watched, in groups; what is chosen and gone stays in the list, so that the page says so. */
function presentChoices({ values, errors }: PresentedForm, facts: AlertFormFacts) {
  const { kind, carried, names, pairs, views } = facts;
  const chosen = String(values["of"] ?? "");
  const option = (watch: Partial<WatchInput>, label: string) => {
    const value = watchValue(watch);
    return { value, label, isChosen: value === chosen };
  };
  const nameOf = (touchpoint: string) => names.touchpoints.get(touchpoint) ?? touchpoint;
  const ofViews = views.flatMap(({ key, name, filter }) =>
    kind === "response"
      ? [option({ view: key }, name)]
      : (isScored(filter) ? metricsOf(filter.metric) : []).map((metric) =>
          option({ view: key, metric }, `${name}: ${METRIC_WORDS[metric].name}`),
        ),
  );
  const ofTouchpoints =
    kind === "score"
      ? pairs.map(({ touchpoint, metric }) =>
          option({ touchpoint, metric }, `${nameOf(touchpoint)}: ${METRIC_WORDS[metric].name}`),
        )
      : [...names.touchpoints].map(([key, name]) => option({ touchpoint: key }, name));
  const groups = [
    ...(Object.keys(carried.filter).length > 0 && kind === "response"
      ? [{ label: "Filters", options: [option({}, filterInWords(carried.filter, names))] }]
      : []),
    ...(kind === "response" ? [] : [{ label: "Touchpoints", options: unique(ofTouchpoints) }]),
    ...(kind === "response" || kind === "score" ? [{ label: "Saved views", options: ofViews }] : []),
  ].filter(({ options }) => options.length > 0);
  const isKnown = groups.some(({ options }) => options.some(({ isChosen }) => isChosen));
  const gone = chosen && !isKnown ? [{ value: chosen, label: `${chosen} (gone)`, isChosen: true }] : [];
  return {
    name: "of",
    error: errors["of"] ?? errors["filter"],
    groups,
    options: gone,
    isEmpty: groups.length === 0,
  };
}

function metricsOf(metric: Metric | undefined): Metric[] {
  return metric ? [metric] : ["nps", "csat", "ces"];
}

function unique<T extends { value: string }>(options: readonly T[]): T[] {
  return options.filter((one, place) => options.findIndex(({ value }) => value === one.value) === place);
}

function presentTrial(trial: AlertTrial, { kind, names, isTyped, zone, watch }: AlertFormFacts) {
  if (trial.of === "measure")
    return { isTyped, measure: presentMeasure({ kind, ...watch }, trial.measure, trial.isClearFall) };
  return {
    isTyped,
    responses: {
      count: presentCount(trial.count),
      isOne: trial.count === 1,
      days: TRIAL_DAYS,
      isCut: trial.isCut,
      since: presentDay(trial.since),
      rows: trial.newest.map((response) => ({
        face: presentFace(response),
        comment: response.comment,
        language: response.language,
        touchpoint: names.touchpoints.get(response.touchpoint) ?? response.touchpoint,
        at: presentInstant(response.respondedAt, zone),
      })),
    },
  };
}
