import type { JsonValue } from "../../records/customer.js";
import type { Operator } from "../../records/trigger.js";

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const LIST_ITEM = /\s*"(?:[^"\\]|\\.)*"|[^,]+/g;

/** The value of a condition as typed: true, false and numbers are understood, text may stand in quotes; empty is absent. */
export function parseConditionValue(op: Operator, text: string): JsonValue | undefined {
  if (text === "") return undefined;
  if (op !== "in") return parseScalar(text);
  const items = text.match(LIST_ITEM) ?? [];
  return items
    .map((item) => item.trim())
    .filter(Boolean)
    .map(parseScalar);
}

/** What must be typed to say the value: text in quotes only where it would mean something else. */
export function formatConditionValue(value: JsonValue | undefined): string {
  if (value === undefined) return "";
  if (!Array.isArray(value)) return formatScalar(value);
  return value
    .map((item) => (/[",]/.test(String(item)) ? JSON.stringify(item) : formatScalar(item)))
    .join(", ");
}

function parseScalar(text: string): JsonValue {
  if (text === "true" || text === "false" || text === "null") return JSON.parse(text) as JsonValue;
  if (isNumber(text)) return Number(text);
  return unquote(text) ?? text;
}

function formatScalar(value: JsonValue): string {
  if (typeof value !== "string") return JSON.stringify(value);
  return parseScalar(value) === value ? value : JSON.stringify(value);
}

/** Long digits stay text: a number would lose its last ones. So do digits behind a zero: they are a code. */
function isNumber(text: string): boolean {
  if (!NUMBER.test(text) || !Number.isFinite(Number(text))) return false;
  return !/^-?\d+$/.test(text) || String(Number(text)) === text;
}

function unquote(text: string): string | null {
  if (!/^".*"$/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? value : null;
  } catch {
    return null;
  }
}
