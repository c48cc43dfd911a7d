import { dimensionOf } from "../../domain/metrics/countAnswers.js";
import type { Recount } from "../../domain/metrics/readRecount.js";
import { MOST_PROPERTIES } from "../../domain/metrics/saveReportSettings.js";
import { MANY_VALUES, type Suggestion } from "../../domain/metrics/suggestProperties.js";
import type { FieldError } from "../../lib/errors.js";
import type { ReportSettings } from "../../records/reportSettings.js";
import type { TypedProperties } from "../forms/reportSettingsForm.js";
import { presentInstant } from "./dates.js";
import { presentForm } from "./form.js";
import { countOf, presentCount } from "./numbers.js";

/** Counting again takes a minute at most: often enough to see that something moves. */
const REFRESH_SECONDS = 3;

export interface ReportSettingsFacts {
  settings: ReportSettings;
  suggestions: Suggestion[];
  recount: Recount | null;
  zone: string;
  /** Absent: what is stored. */
  typed?: TypedProperties;
  errors?: FieldError[];
}

/** What scores are broken down by: boxes for all that occurs, and a line for what will only occur. */
export function presentReportSettings(facts: ReportSettingsFacts) {
  const { settings, suggestions, recount, zone, typed, errors = [] } = facts;
  const chosen = typed?.chosen ?? settings.properties.map(dimensionOf);
  const known = new Map(suggestions.map((one) => [one.dimension, one]));
  const unknown = chosen.filter((one) => !known.has(one));
  const form = presentForm({}, errors);
  return {
    title: "Report properties",
    most: MOST_PROPERTIES,
    boxes: [...unknown, ...known.keys()].map((dimension) => ({
      dimension,
      ...presentName(dimension),
      isChosen: chosen.includes(dimension),
      ...presentSuggestion(known.get(dimension)),
    })),
    another: typed?.another ?? "",
    isAnotherOfCustomer: typed?.anotherOf === "customer",
    error: form.errors["properties"] ?? Object.entries(form.errors).find(([name]) => name !== "another")?.[1],
    anotherError: form.errors["another"],
    changed: settings.updatedAt && { at: presentInstant(settings.updatedAt, zone), by: settings.updatedBy },
    // Not while somebody mends a form: it would be taken out of their hands.
    ...(recount && !typed && { refreshSeconds: REFRESH_SECONDS }),
    recount: recount && {
      ...recount,
      text:
        recount.all === 0
          ? "Counting begins."
          : `${presentCount(recount.done)} of ${countOf(recount.all, "day")} counted again.`,
    },
  };
}

function presentName(dimension: string) {
  const dot = dimension.indexOf(".");
  return {
    name: dimension.slice(dot + 1),
    of: dimension.startsWith("customer.") ? "of the customer" : "of the event",
  };
}

function presentSuggestion(suggestion: Suggestion | undefined) {
  if (!suggestion) return { about: "Does not occur in the newest 1,000 answers.", warning: null };
  const { values, answers, examples, hasMany } = suggestion;
  return {
    about: `${countOf(values, "value")} in ${countOf(answers, "answer")}: ${examples.join(", ")}${values > examples.length ? ", …" : ""}`,
    warning: hasMany
      ? `More than ${MANY_VALUES} different values: most groups will be too small to be shown.`
      : null,
  };
}
