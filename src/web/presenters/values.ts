import type { JsonValue, Properties } from "../../records/customer.js";

/** Names and values that other programs gave us, as lines; lists and objects as JSON. */
export function presentProperties(properties: Properties): { name: string; value: string }[] {
  return Object.entries(properties).map(([name, value]) => ({ name, value: presentValue(value) }));
}

function presentValue(value: JsonValue): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "yes" : "no";
  return value === null ? "none" : JSON.stringify(value);
}
