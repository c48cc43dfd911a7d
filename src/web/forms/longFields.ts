import { readFields, type TypedFields } from "./pageFields.js";

/** Every field as text as `readFields` has it, but these keep their lines: they are text areas. */
export function readLongFields(body: unknown, names: readonly string[]): TypedFields {
  const fields = readFields(body);
  for (const name of names) {
    const typed = [(body as Record<string, unknown> | undefined)?.[name]].flat().at(-1);
    if (typeof typed === "string") fields[name] = typed.trim();
  }
  return fields;
}

/** The lines of a text area that are not empty. */
export function linesOf(text: string | undefined): string[] {
  return (text ?? "")
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter(Boolean);
}
