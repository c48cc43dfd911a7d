import { OPERATORS } from "../../records/trigger.js";
import { typedConditions } from "../forms/conditionRows.js";
import type { TypedFields } from "../forms/pageFields.js";
import { errorOf, type PresentedForm } from "./form.js";
import { OPERATOR_WORDS } from "./triggerSentence.js";

const EMPTY_ROWS = 3;

/** The conditions that were typed under a name, and empty lines for more. */
export function presentConditions(form: PresentedForm, name: string) {
  const filled = typedConditions(form.values as TypedFields, name);
  const empty = Array.from({ length: EMPTY_ROWS }, () => ({ field: "", op: "eq", value: "" }));
  const rows = [...filled, ...empty].map(({ field, op, value }, row) => {
    const at = `${name}_${row}`;
    return {
      number: row + 1,
      field: { name: `${at}_field`, value: field, error: errorOf(form, `${at}_field`) },
      op: {
        name: `${at}_op`,
        options: OPERATORS.map((one) => ({ value: one, label: OPERATOR_WORDS[one], isChosen: one === op })),
        error: errorOf(form, `${at}_op`),
      },
      value: { name: `${at}_value`, value, error: errorOf(form, `${at}_value`) },
    };
  });
  return { rows, error: form.errors[name] };
}
