import type { z } from "zod";
import { InvalidInput, type FieldError } from "../../lib/errors.js";

/** The typed input; throws InvalidInput that names each field at fault. */
export function readForm<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input, { reportInput: true });
  if (parsed.success) return parsed.data;
  const fields = toFieldErrors(parsed.error);
  throw new InvalidInput(
    `The input has ${fields.length === 1 ? "a fault" : `${fields.length} faults`}: ${summary(fields)}`,
    fields,
  );
}

/** One entry per field at fault; an unknown field is named itself. */
export function toFieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        path: [...issue.path, key].join("."),
        message: "is not a known field",
      }));
    }
    const isMissing = issue.code === "invalid_type" && issue.input === undefined;
    return [
      {
        path: issue.path.join("."),
        message: isMissing || /received undefined/.test(issue.message) ? "is required" : issue.message,
      },
    ];
  });
}

function summary(fields: FieldError[]): string {
  return fields
    .slice(0, 3)
    .map(({ path, message }) => `${path || "body"} ${message}`)
    .join("; ");
}
