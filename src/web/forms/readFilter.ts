import type { z } from "zod";
import { presentForm, type PresentedForm } from "../presenters/form.js";
import { toFieldErrors } from "./readForm.js";

export interface Filter<T> {
  /** Null when a filter cannot be read: the page then shows what is wrong, and no list. */
  query: T | null;
  form: PresentedForm;
  /** What is wrong with parts of the address that have no field on the page. */
  problem: string | null;
}

/** The filters that stand in an address. A wrong one is no error of the page: it stays in its field, with the reason. */
export function readFilter<T>(
  schema: z.ZodType<T>,
  input: object,
  fieldsOnPage: readonly string[],
): Filter<T> {
  const parsed = schema.safeParse(input, { reportInput: true });
  if (parsed.success) return { query: parsed.data, form: presentForm(input), problem: null };
  const errors = toFieldErrors(parsed.error);
  const elsewhere = errors.filter(({ path }) => !fieldsOnPage.includes(path));
  return {
    query: null,
    form: presentForm(input, errors),
    problem:
      elsewhere.length > 0 ? elsewhere.map(({ path, message }) => `${path} ${message}`).join("; ") : null,
  };
}
