import type { SurveyContent } from "../../records/survey.js";

/** One piece of a survey's content and where it stands: ["followUp", "detractor", "es"]. */
export interface Leaf {
  path: string[];
  value: string;
}

/** What a frozen version knows beside its content. */
const NOT_CONTENT = ["survey", "version", "contentHash", "publishedAt"];

/**
 * Everything that a survey says, piece by piece. Parts of a list go by their key, so that moving one does not look
 * like a change of all behind it; their order is a piece of its own.
 */
export function leavesOf(content: SurveyContent): Leaf[] {
  return Object.entries(content)
    .filter(([name]) => !NOT_CONTENT.includes(name))
    .flatMap(([name, value]) => walk(value, [name]));
}

function walk(value: unknown, path: string[]): Leaf[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return walkList(value, path);
  if (typeof value !== "object") return [{ path, value: String(value) }];
  return Object.entries(value).flatMap(([name, inner]) => walk(inner, [...path, name]));
}

function walkList(list: unknown[], path: string[]): Leaf[] {
  const keys = list.map(keyOf);
  if (!keys.every((key) => key !== null)) return list.length > 0 ? [{ path, value: list.join(", ") }] : [];
  const order = { path, value: keys.join(", ") };
  return [order, ...list.flatMap((one, index) => walk(withoutKey(one), [...path, keys[index]!]))];
}

function keyOf(one: unknown): string | null {
  const key = typeof one === "object" && one !== null && (one as { key?: unknown }).key;
  return typeof key === "string" ? key : null;
}

function withoutKey(one: unknown): object {
  const { key: _key, ...rest } = one as { key: string };
  return rest;
}
