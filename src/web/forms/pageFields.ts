import { z } from "zod";
import { InvalidInput, type FieldError } from "../../lib/errors.js";
import { key } from "./fields.js";
import { toFieldErrors } from "./readForm.js";

/** Absent is empty, of several with one name the last counts, spaces around and line breaks fall away. */
const typed = z
  .union([z.string(), z.array(z.string()).transform((all) => all.at(-1) ?? "")])
  .transform((text) => text.trim().replace(/\s*[\r\n]+\s*/g, " "));

/** What a person typed into a page's form, by the names of its fields. */
export type TypedFields = Record<string, string>;

const typedFields = z.record(z.string(), typed).default({});

/** Every field as text; nothing is judged yet, so that it can be shown again as it is. */
export function readFields(body: unknown): TypedFields {
  const { _csrf, ...fields } = typedFields.parse(body);
  return fields;
}

/**
 * The typed input by the API's own schema. `own` are faults in the page's words; about the same field they stand
 * instead of the API's. `toPage` turns the API's path of a field into the page's where they differ.
 */
export function readTyped<T>(
  schema: z.ZodType<T>,
  input: unknown,
  own: FieldError[] = [],
  toPage: (path: string) => string = (path) => path,
): T {
  const parsed = schema.safeParse(input, { reportInput: true });
  if (parsed.success && own.length === 0) return parsed.data;
  const found = parsed.success ? [] : toFieldErrors(parsed.error);
  const others = found.map((fault) => ({ ...fault, path: toPage(fault.path) }));
  const isToldAlready = ({ path }: FieldError) => own.some((fault) => fault.path === path);
  throw new InvalidInput("Some fields need a look.", [
    ...own,
    ...others.filter((one) => !isToldAlready(one)),
  ]);
}

/** What is wrong with the key of something new: "new" is the address of the empty form. */
export function faultsOfNewKey(text: string): FieldError[] {
  if (text === "new") return [{ path: "key", message: '"new" is reserved' }];
  if (key.safeParse(text).success) return [];
  const message = text ? "must have 1 to 64 characters out of a-z, 0-9, - and _" : "is required";
  return [{ path: "key", message }];
}
