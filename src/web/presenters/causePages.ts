import { branchOf, MOST_LEVELS, type PlacedCause } from "../../domain/cases/causeRules.js";
import { STARTER_CAUSES } from "../../domain/cases/startCauses.js";
import { asCode } from "./asCode.js";
import { errorOf, type PresentedForm } from "./form.js";
import { presentOptions } from "./options.js";
import { faultsInWords } from "./touchpointPages.js";

/** The tree as it is, and the form for one more. */
export function presentCauses(tree: PlacedCause[], form: PresentedForm) {
  const neighbours = (cause: PlacedCause) => tree.filter(({ parent }) => parent === cause.parent);
  return {
    title: "Causes",
    faults: faultsInWords(form),
    causes: tree.map((cause) => ({
      key: cause.key,
      name: cause.name,
      order: `/causes/${cause.key}/order`,
      level: cause.level,
      isOffered: cause.isOffered,
      isRetired: !cause.active,
      isFirst: neighbours(cause)[0] === cause,
      isLast: neighbours(cause).at(-1) === cause,
      mayGrow: cause.isOffered && cause.level < MOST_LEVELS,
    })),
    starters: tree.length === 0 && STARTER_CAUSES.map(([name, below]) => ({ name, below: below.join(", ") })),
    name: { value: form.values["name"] ?? "", error: errorOf(form, "name") },
    key: { value: form.values["key"] ?? "", error: errorOf(form, "key") },
    parent: parentChoice(tree, form),
  };
}

/** The form of one cause. */
export function presentCauseForm(form: PresentedForm, stored: PlacedCause, tree: PlacedCause[]) {
  const { key, parent, name, order, active } = stored;
  const branch = branchOf(key, tree);
  const others = tree.filter((one) => !branch.has(one.key));
  return {
    title: name,
    action: `/causes/${key}`,
    faults: faultsInWords(form),
    /** Not `path`: that is the page's own, by which the menu knows where one is. */
    standsAt: parent === null ? null : stored.path,
    key,
    name: { value: form.values["name"] ?? "", error: errorOf(form, "name") },
    parent: parentChoice(others, form),
    isActive: form.values["active"] !== undefined,
    isHidden: active && !stored.isOffered,
    below: branch.size - 1,
    code: asCode("causes", key, { name, parent, order, active }),
  };
}

function parentChoice(tree: PlacedCause[], form: PresentedForm) {
  const choices = tree
    .filter(({ level }) => level < MOST_LEVELS)
    .map(({ key, path, isOffered }) => ({ value: key, label: isOffered ? path : `${path} (retired)` }));
  return {
    name: "parent",
    error: errorOf(form, "parent"),
    options: presentOptions(choices, form.values["parent"] ?? ""),
  };
}
