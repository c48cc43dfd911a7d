import type { Brand } from "../../records/brand.js";
import { STAGES, type Touchpoint } from "../../records/touchpoint.js";
import type { Trigger } from "../../records/trigger.js";
import { touchpointAsCode } from "./asCode.js";
import type { presentCollectorList } from "./collectorPages.js";
import type { PresentedForm } from "./form.js";
import { presentOptions } from "./options.js";
import { triggerSentence, type Names } from "./triggerSentence.js";

/** What asks at touchpoints. */
export interface AskingThere {
  triggers: Trigger[];
  names: Names;
  collectorsOf(touchpoint: string): ReturnType<typeof presentCollectorList>;
}

export function stageName(stage: string): string {
  return stage.charAt(0).toUpperCase() + stage.slice(1);
}

/**
 * The touchpoints along the journey, each with the triggers and the collectors that ask there. Stages without one are
 * left out.
 */
export function presentTouchpoints(
  touchpoints: Touchpoint[],
  { triggers, names, collectorsOf }: AskingThere,
) {
  const stages = STAGES.map((stage) => ({
    name: stageName(stage),
    touchpoints: touchpoints
      .filter((one) => one.stage === stage)
      .map(({ key, name }) => presentPlace({ key, name }, asking(key, triggers, names), collectorsOf(key))),
  }));
  return { title: "Touchpoints", stages: stages.filter((stage) => stage.touchpoints.length > 0) };
}

function presentPlace<T, C>(place: { key: string; name: string }, triggers: T[], collectors: C[]) {
  return { ...place, triggers, collectors, isAsked: triggers.length + collectors.length > 0 };
}

/** The form of a touchpoint; `stored` is null while it is new. */
export function presentTouchpointForm(
  form: PresentedForm,
  stored: Touchpoint | null,
  { brands, collectors }: { brands: Brand[]; collectors: ReturnType<typeof presentCollectorList> },
) {
  return {
    title: stored?.name ?? "New touchpoint",
    action: stored ? `/touchpoints/${stored.key}` : "/touchpoints",
    isNew: !stored,
    key: stored?.key,
    form,
    faults: faultsInWords(form),
    stages: STAGES.map((value) => ({
      value,
      label: stageName(value),
      isChosen: value === form.values["stage"],
    })),
    brand: brands.length > 0 && presentBrandChoice(form, brands),
    code: stored && touchpointAsCode(stored),
    collectors,
  };
}

function presentBrandChoice({ values, errors }: PresentedForm, brands: Brand[]) {
  const choices = brands.map(({ key, name }) => ({ value: key, label: name }));
  return { name: "brand", error: errors["brand"], options: presentOptions(choices, values["brand"]) };
}

/** "2 fields need a look", above a form that came back. */
export function faultsInWords({ errors }: Pick<PresentedForm, "errors">): string | null {
  const count = Object.keys(errors).length;
  if (count === 0) return null;
  return count === 1
    ? "One field needs a look. Nothing is stored yet."
    : `${count} fields need a look. Nothing is stored yet.`;
}

function asking(touchpoint: string, triggers: Trigger[], names: Names) {
  return triggers
    .filter((trigger) => trigger.touchpoint === touchpoint)
    .map((trigger) => ({ key: trigger.key, isActive: trigger.active, ...triggerSentence(trigger, names) }));
}
