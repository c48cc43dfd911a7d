import type { FieldError } from "../../lib/errors.js";

/** What a form template needs: the values as typed, and what is wrong beside each field. */
export interface PresentedForm {
  values: Record<string, unknown>;
  errors: Record<string, string>;
}

/** Keeps what was typed, except passwords. */
export function presentForm(values: object, fields: readonly FieldError[] = []): PresentedForm {
  const { _csrf, password: _password, ...kept } = values as Record<string, unknown>;
  return {
    values: kept,
    errors: Object.fromEntries(fields.map(({ path, message }) => [path.replaceAll(".", "_"), message])),
  };
}

/** The message about a field or about a part of it: "origins.1" is told beside "origins". */
export function errorOf({ errors }: PresentedForm, name: string): string | undefined {
  const path = Object.keys(errors).find((one) => one === name || one.startsWith(`${name}_`));
  return path && errors[path];
}
