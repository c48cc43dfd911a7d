/** {{customer.name|there}}: a name, and what stands there for somebody of whom it is not known. */
const PLACEHOLDER = /\{\{\s*([^{}|]*?)\s*(?:\|([^{}]*))?\}\}/g;

/** A name or a product, not a letter: longer values would push the question off the screen. */
const MAX_VALUE = 100;

const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g;

export interface Placeholder {
  name: string;
  /** Null when none is given; an empty one is a choice. */
  fallback: string | null;
}

/** The placeholders of a text in order; null when its braces do not fit together. */
export function placeholdersIn(text: string): Placeholder[] | null {
  const found: Placeholder[] = [];
  const rest = text.replace(PLACEHOLDER, (_all, name: string, fallback: string | undefined) => {
    found.push({ name, fallback: fallback === undefined ? null : fallback.trim() });
    return "";
  });
  return /\{\{|\}\}/.test(rest) ? null : found;
}

/** Whether a text may have placeholders at all. */
export function hasPlaceholders(text: string): boolean {
  return text.includes("{{");
}

/**
 * The text with its placeholders filled in once: a value that looks like a placeholder is left as it is. A value
 * becomes one line without control or direction marks, so that no name can break a header or turn a sentence around.
 */
export function fillIn(text: string, valueOf: (name: string) => unknown): string {
  if (!hasPlaceholders(text)) return text;
  return text.replace(PLACEHOLDER, (_all, name: string, fallback: string | undefined) => {
    const value = asLine(valueOf(name));
    return value || (fallback ?? "").trim();
  });
}

function asLine(value: unknown): string {
  if (typeof value !== "string" && typeof value !== "number") return "";
  const line = String(value).toWellFormed().replace(UNPRINTABLE, " ").replace(/\s+/g, " ").trim();
  return Array.from(line).slice(0, MAX_VALUE).join("");
}
