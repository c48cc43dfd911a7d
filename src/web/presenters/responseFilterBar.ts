import { SENTIMENTS } from "../../records/responseFilter.js";
import type { Touchpoint } from "../../records/touchpoint.js";
import { METRICS } from "../forms/caseRuleForm.js";
import { CATEGORIES } from "../forms/queryForms.js";
import { CHANNELS, FILTER_FIELDS } from "../forms/responseFilterForm.js";
import { SENTIMENT_WORDS } from "./filterChips.js";
import type { PresentedForm } from "./form.js";
import { METRIC_WORDS } from "./metricWords.js";
import { presentOptions } from "./options.js";
import { channelInWords } from "./reasons.js";

/** Behind "More filters"; it stands open where one of them is in use or wrong. */
const MORE = FILTER_FIELDS.filter((name) => !["text", "touchpoint", "category", "view"].includes(name));

const PERIOD_CHOICES = [
  { value: "7d", label: "7 days" },
  { value: "28d", label: "28 days" },
  { value: "90d", label: "90 days" },
  { value: "12m", label: "12 months" },
];

/** The form above a list of responses. Of several values of one filter the first is in its field, the others are kept. */
export function presentFilterBar(form: PresentedForm, touchpoints: readonly Touchpoint[]) {
  const given = (name: string) => [form.values[name] ?? []].flat().filter((one) => one !== "") as string[];
  const field = (name: string) => ({ name, value: given(name)[0] ?? "", error: form.errors[name] });
  const select = (name: string, choices: readonly { value: string; label: string }[]) => ({
    ...field(name),
    options: presentOptions(choices, given(name)[0]),
  });
  const isUsed = (name: string) => given(name).length > 0 || form.errors[name] !== undefined;
  return {
    text: field("text"),
    touchpoint: select(
      "touchpoint",
      touchpoints.map(({ key, name }) => ({ value: key, label: name })),
    ),
    category: select("category", named(CATEGORIES, capital)),
    period: select("period", PERIOD_CHOICES),
    from: field("from"),
    to: field("to"),
    sentiment: select(
      "sentiment",
      named(SENTIMENTS, (one) => capital(SENTIMENT_WORDS[one])),
    ),
    comment: select("comment", [
      { value: "yes", label: "With a comment" },
      { value: "no", label: "Without a comment" },
    ]),
    channel: select("channel", named(CHANNELS, channelInWords)),
    metric: select(
      "metric",
      named(METRICS, (one) => METRIC_WORDS[one].name),
    ),
    tag: field("tag"),
    language: field("language"),
    team: field("team"),
    agent: field("agent"),
    customer: field("customer"),
    property: field("property"),
    kept: FILTER_FIELDS.flatMap((name) =>
      given(name)
        .slice(name === "view" ? 0 : 1)
        .map((value) => ({ name, value })),
    ),
    isOpen: [...MORE, "from", "to"].some(isUsed),
  };
}

function named<T extends string>(values: readonly T[], label: (value: T) => string) {
  return values.map((value) => ({ value, label: label(value) }));
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}
