import { OPERATORS, type Condition, type Operator } from "../../records/trigger.js";
import { formatConditionValue, parseConditionValue } from "./conditionValue.js";
import type { TypedFields } from "./pageFields.js";

const MAX_ROWS = 30; // ten more than the API takes, so that it can say so

/** One line of a form's conditions. */
export interface TypedCondition {
  field: string;
  op: string;
  value: string;
}

/** The conditions that were typed under a name; a line in which only the comparison is chosen is empty. */
export function typedConditions(fields: TypedFields, name: string): TypedCondition[] {
  const rows = Array.from({ length: MAX_ROWS }, (_, row) => {
    const at = (part: string) => fields[`${name}_${row}_${part}`] ?? "";
    return { field: at("field"), op: at("op"), value: at("value") };
  });
  return rows.filter(({ field, value }) => field || value);
}

/** What was typed as the API would be told. */
export function toCondition({ field, op, value }: TypedCondition) {
  const operator = OPERATORS.includes(op as Operator) ? (op as Operator) : undefined;
  return { field, op, value: operator ? parseConditionValue(operator, value) : value };
}

/** Stored conditions as they would have been typed. */
export function conditionFields(where: readonly Condition[], name: string): TypedFields {
  const fields: TypedFields = {};
  where.forEach(({ field, op, value }, row) => {
    fields[`${name}_${row}_field`] = field;
    fields[`${name}_${row}_op`] = op;
    fields[`${name}_${row}_value`] = formatConditionValue(value);
  });
  return fields;
}
