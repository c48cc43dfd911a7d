import {
  filterInWords,
  listMissing,
  missingInWords,
  type FilterNames,
} from "../../domain/views/filterWords.js";
import { faultOfFilter } from "../../domain/views/rules.js";
import type { Alert } from "../../records/alert.js";
import type { ResponseFilter } from "../../records/responseFilter.js";
import type { User } from "../../records/user.js";
import type { View } from "../../records/view.js";
import { asCode } from "./asCode.js";
import type { CarriedFilter } from "../forms/viewForms.js";
import { filterAddress, placeParameters } from "./filterAddress.js";
import type { PresentedForm } from "./form.js";
import { presentOptions } from "./options.js";
import { faultsInWords } from "./touchpointPages.js";

/** The views that somebody sees: their own, then those that others share. */
export function presentViewList(
  views: readonly View[],
  { names, people, user }: { names: FilterNames; people: readonly User[]; user: User },
) {
  const nameOf = (id: string) => people.find((one) => one.id === id)?.name ?? "a program";
  const toRow = (view: View) => ({
    key: view.key,
    name: view.name,
    words: filterInWords(view.filter, names),
    missing: listMissing(view.filter, { touchpoints: names.touchpoints }).map(missingInWords),
    isShared: view.isShared,
    owner: view.owner === user.id ? null : nameOf(view.owner),
    responses: filterAddress("/responses", { filter: {}, view: view.key }),
  });
  const own = views.filter(({ owner }) => owner === user.id).map(toRow);
  const shared = views.filter(({ owner }) => owner !== user.id).map(toRow);
  const groups = [
    { title: "Mine", rows: own },
    { title: "Shared by others", rows: shared },
  ].filter(({ rows }) => rows.length > 0);
  return { title: "Saved views", groups };
}

interface ViewFormFacts {
  /** As the address had it; absent where the filter does not change. */
  carried?: CarriedFilter;
  filter: ResponseFilter;
  names: FilterNames;
  stored?: View | null;
  changeable?: readonly View[];
}

/** The form of a view: new ones carry the filter that they are opened with. `changeable` are views that it may replace. */
export function presentViewForm(
  form: PresentedForm,
  { carried, filter, names, stored = null, changeable = [] }: ViewFormFacts,
) {
  return {
    title: stored ? `Change ${stored.name}` : "Save as view",
    action: stored ? `/views/${stored.key}/settings` : "/views",
    back: stored
      ? { href: `/views/${stored.key}`, label: stored.name }
      : { href: filterAddress("/responses", { filter }), label: "Responses" },
    isNew: !stored,
    key: stored?.key,
    hasFilter: Object.keys(filter).length > 0,
    words: filterInWords(filter, names),
    form,
    faults: faultsInWords(form),
    isShared: form.values["isShared"] !== undefined,
    carried: (carried ? placeParameters(carried) : []).map(([name, value]) => ({ name, value })),
    fault: faultOfFilter(filter),
    filterHref: filterAddress("/responses", { filter }),
    instead: changeable.length > 0 && {
      name: "instead",
      error: form.errors["instead"],
      options: presentOptions(
        changeable.map(({ key, name }) => ({ value: key, label: name })),
        form.values["instead"],
      ),
    },
    code: stored?.isShared && asCode("views", stored.key, { name: stored.name, filter: stored.filter }),
  };
}

/** The one question before a view is gone. */
export function presentViewRemoval({ key, name }: View, alerts: readonly Alert[]) {
  return {
    title: `Remove “${name}”?`,
    key,
    alerts: alerts.map((alert) => ({ href: `/alerts/${alert.key}`, name: alert.name })),
  };
}
