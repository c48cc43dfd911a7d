import { SENTIMENT_RUN } from "../../domain/responses/startTagRun.js";
import type { TagTrial } from "../../domain/responses/tryTagRule.js";
import type { TagRule } from "../../records/tagRule.js";
import type { TagRun } from "../../records/tagRun.js";
import type { Touchpoint } from "../../records/touchpoint.js";
import type { TypedFields } from "../forms/pageFields.js";
import { boxes, categoryGroups } from "./caseRulePages.js";
import { filterAddress } from "./filterAddress.js";
import { errorOf, type PresentedForm } from "./form.js";
import { countOf, presentCount } from "./numbers.js";
import { presentTrial } from "./ruleTrial.js";
import { faultsInWords } from "./touchpointPages.js";

const listed = new Intl.ListFormat("en", { type: "disjunction" });

/** Every rule in words, with how far going through earlier answers has come. */
export function presentTagRules(
  rules: readonly TagRule[],
  runs: readonly TagRun[],
  touchpoints: readonly Touchpoint[],
) {
  const names = new Map(touchpoints.map(({ key, name }) => [key, name]));
  const sentiment = runs.find(({ id, isOpen }) => id === SENTIMENT_RUN && isOpen);
  return {
    title: "Tag rules",
    isBusy: runs.some(({ isOpen }) => isOpen),
    sentiment: sentiment && presentRun(sentiment),
    rules: rules.map((rule) => ({
      key: rule.key,
      tag: rule.tag,
      isActive: rule.active,
      words: rule.words.map((word) => `“${word}”`).join(", "),
      touchpoints: rule.touchpoints && listed.format(rule.touchpoints.map((key) => names.get(key) ?? key)),
      categories: rule.categories && listed.format(rule.categories),
      tagged: filterAddress("/responses", { filter: { tags: [rule.tag] } }),
      run: presentRun(runs.find(({ id }) => id === rule.key)),
    })),
  };
}

function presentRun(run: TagRun | undefined) {
  if (!run) return null;
  const { looked, total, changed, isOpen } = run;
  return {
    isOpen,
    share: total === 0 ? 100 : Math.min(100, Math.round((100 * looked) / total)),
    looked: presentCount(looked),
    total: presentCount(total),
    changed: countOf(changed, "answer"),
  };
}

export interface TagRuleFacts {
  touchpoints: Touchpoint[];
  trial: TagTrial | null;
  zone: string;
}

/** The form of a rule; `stored` is null while it is new. */
export function presentTagRuleForm(
  page: { form: PresentedForm; key: string; stored: TagRule | null; typed?: unknown },
  { touchpoints, trial, zone }: TagRuleFacts,
) {
  const { form, key, stored } = page;
  const values = form.values as TypedFields;
  const at = (name: string) => ({ name, value: values[name] ?? "", error: errorOf(form, name) });
  const isTyped = page.typed !== undefined;
  return {
    title: stored ? `Tag “${stored.tag}”` : "New tag rule",
    action: stored ? `/tag-rules/${stored.key}` : "/tag-rules",
    isNew: !stored,
    key,
    faults: faultsInWords(form),
    tag: at("tag"),
    words: at("words"),
    categories: { groups: categoryGroups(values), error: errorOf(form, "categories") },
    touchpoints: {
      boxes: boxes(
        values,
        "touchpoint",
        touchpoints.map((one) => ({ value: one.key, label: one.name })),
      ),
      error: errorOf(form, "touchpoints"),
    },
    isActive: values["active"] !== undefined,
    trial:
      trial && presentTrial({ ...trial, isCut: false, takenBefore: 0 }, { touchpoints }, { isTyped, zone }),
  };
}
